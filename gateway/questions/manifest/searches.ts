import {
  EXCHANGE_KINDS,
  NEED_STATUSES,
  OFFER_KINDS,
  PROGRAMME_STATUSES,
  ROLES,
  STAFF_KINDS,
} from '../../../subgraphs/contract/enums';
import { textOf } from '../../web/search/SearchAnswer';
import type { Titled } from '../../web/search/SearchAnswer';
import type { Entry } from '../Question';
import { expertColumns, exchangeColumns, needColumns, offerColumns, programmeColumns } from './searchColumns';
import { anyOf, text, textOfList, truth, UPDATED_SINCE } from './searchConditions';
import { daysOfExchange, daysOfNeed } from './searchDays';
import { searchQuestion } from './searchQuestion';

/** Title and summary, in the reader's language where the city has it. */
function titled(node: Titled): Pick<Entry, 'title' | 'summary'> {
  const { title, summary } = textOf(node);
  return { title, summary: summary ?? undefined };
}

export const experts = searchQuestion({
  kind: 'experts',
  title: { en: 'Experts', de: 'Fachleute', nl: 'Deskundigen' },
  description: {
    en: 'Who knows about a subject, in all cities, best first.',
    de: 'Wer sich mit einem Thema auskennt, in allen Städten, die Passendsten zuerst.',
    nl: 'Wie iets van een onderwerp weet, in alle steden, de meest passende eerst.',
  },
  example: 'text=housing+action+plans',
  columns: expertColumns,
  entryOf: ({ name, role, department }) => ({
    title: name,
    summary: [role, department].filter(Boolean).join(', ') || undefined,
  }),
  conditions: [
    anyOf('kind', 'kinds', STAFF_KINDS, {
      en: 'Only persons, posts or units.',
      de: 'Nur Personen, Stellen oder Ämter.',
      nl: 'Alleen personen, functies of afdelingen.',
    }),
    anyOf('role', 'roles', ROLES, {
      en: 'Only experience in these roles.',
      de: 'Nur Erfahrung in diesen Rollen.',
      nl: 'Alleen ervaring in deze rollen.',
    }),
    anyOf('language', 'languages', undefined, {
      en: 'Only staff that answers in one of these languages, such as de.',
      de: 'Nur wer in einer dieser Sprachen antwortet, etwa de.',
      nl: 'Alleen wie in een van deze talen antwoordt, zoals nl.',
    }),
    UPDATED_SINCE,
  ],
});

export const programmes = searchQuestion({
  kind: 'programmes',
  title: { en: 'Programmes', de: 'Programme', nl: 'Programma’s' },
  description: {
    en: 'What cities run on a subject: programmes, projects, services and plans, best first.',
    de: 'Was Städte zu einem Thema tun: Programme, Projekte, Dienste und Pläne, die passendsten zuerst.',
    nl: 'Wat steden rond een onderwerp doen: programma’s, projecten, diensten en plannen, de meest passende eerst.',
  },
  example: 'text=civil+society',
  columns: programmeColumns,
  entryOf: titled,
  conditions: [
    anyOf('status', 'statuses', PROGRAMME_STATUSES, {
      en: 'Only programmes in these states.',
      de: 'Nur Programme in diesem Stand.',
      nl: 'Alleen programma’s in deze stand.',
    }),
    truth('goodPractice', {
      en: 'Only programmes that are, or are not, a good practice.',
      de: 'Nur Programme, die gute Praxis sind, oder keine.',
      nl: 'Alleen programma’s die een goede praktijk zijn, of niet.',
    }),
    truth('openToVisitors', {
      en: 'Only programmes that are, or are not, open to visitors.',
      de: 'Nur Programme, die man besuchen kann, oder nicht.',
      nl: 'Alleen programma’s die men kan bezoeken, of niet.',
    }),
    truth('hasResults', {
      en: 'Only programmes of which results are, or are not, told.',
      de: 'Nur Programme mit, oder ohne, Ergebnisse.',
      nl: 'Alleen programma’s met, of zonder, resultaten.',
    }),
    truth('hasCosts', {
      en: 'Only programmes of which a cost is, or is not, told.',
      de: 'Nur Programme mit, oder ohne, Angabe von Kosten.',
      nl: 'Alleen programma’s met, of zonder, opgave van kosten.',
    }),
    textOfList('funder', 'funders', {
      en: 'Only programmes that this funder gives money to, as the cities write it.',
      de: 'Nur Programme, die dieser Geldgeber mitbezahlt, wie die Städte ihn schreiben.',
      nl: 'Alleen programma’s die deze geldgever meebetaalt, zoals de steden hem schrijven.',
    }),
    UPDATED_SINCE,
  ],
});

export const exchanges = searchQuestion({
  kind: 'exchanges',
  title: { en: 'Exchanges between cities', de: 'Austausch zwischen Städten', nl: 'Uitwisselingen tussen steden' },
  description: {
    en: 'Study visits, expert meetings and other exchanges on a subject, best first.',
    de: 'Studienbesuche, Fachtreffen und anderer Austausch zu einem Thema, der passendste zuerst.',
    nl: 'Studiebezoeken, bijeenkomsten en andere uitwisselingen over een onderwerp, de meest passende eerst.',
  },
  example: 'text=reception+of+refugees',
  columns: exchangeColumns,
  entryOf: titled,
  daysOf: daysOfExchange,
  conditions: [
    anyOf('kind', 'kinds', EXCHANGE_KINDS, {
      en: 'Only these forms of exchange.',
      de: 'Nur diese Formen des Austauschs.',
      nl: 'Alleen deze vormen van uitwisseling.',
    }),
    text('startsAfter', {
      en: 'Only exchanges that begin after this day, such as 2026-05-01, or may do so.',
      de: 'Nur was nach diesem Tag beginnt oder beginnen kann, etwa 2026-05-01.',
      nl: 'Alleen wat na deze dag begint of kan beginnen, zoals 2026-05-01.',
    }),
    truth('hasResults', {
      en: 'Only exchanges of which results are, or are not, told.',
      de: 'Nur Austausch mit, oder ohne, Ergebnisse.',
      nl: 'Alleen uitwisselingen met, of zonder, resultaten.',
    }),
    UPDATED_SINCE,
  ],
});

export const offers = searchQuestion({
  kind: 'offers',
  title: { en: 'Offers', de: 'Angebote', nl: 'Aanbod' },
  description: {
    en: 'What others may come and take up: visits, work shadowing, talks and advice on a subject.',
    de: 'Was andere annehmen können: Besuche, Hospitationen, Vorträge und Beratung zu einem Thema.',
    nl: 'Waar anderen op in kunnen gaan: bezoeken, meelopen, lezingen en advies over een onderwerp.',
  },
  example: 'text=homelessness',
  columns: offerColumns,
  entryOf: titled,
  conditions: [
    anyOf('kind', 'kinds', OFFER_KINDS, {
      en: 'Only these kinds of offer.',
      de: 'Nur diese Arten von Angeboten.',
      nl: 'Alleen deze soorten aanbod.',
    }),
    anyOf('language', 'languages', undefined, {
      en: 'Only offers in one of these languages, such as de.',
      de: 'Nur Angebote in einer dieser Sprachen, etwa de.',
      nl: 'Alleen aanbod in een van deze talen, zoals nl.',
    }),
    UPDATED_SINCE,
  ],
});

export const needs = searchQuestion({
  kind: 'needs',
  title: { en: 'Requests', de: 'Gesuche', nl: 'Hulpvragen' },
  description: {
    en: 'What cities look for in others on a subject, those that are still open first where they match alike.',
    de: 'Was Städte bei anderen zu einem Thema suchen; noch offene zuerst, wo sie gleich gut passen.',
    nl: 'Wat steden bij andere over een onderwerp zoeken; wat nog open is eerst, waar het even goed past.',
  },
  example: 'text=heat+planning',
  columns: needColumns,
  entryOf: titled,
  daysOf: daysOfNeed,
  conditions: [
    anyOf('status', 'statuses', NEED_STATUSES, {
      en: 'Only requests in these states.',
      de: 'Nur Gesuche in diesem Stand.',
      nl: 'Alleen hulpvragen in deze stand.',
    }),
    UPDATED_SINCE,
  ],
});
