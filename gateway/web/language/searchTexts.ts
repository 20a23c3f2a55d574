import { formatNumber } from './formatAmount';
import type { HitOrder } from '../../../subgraphs/contract/enums';
import type { Language } from './Texts';

/** What a search is narrowed by, as a heading. */
export type FacetName =
  | 'subject'
  | 'country'
  | 'city'
  | 'size'
  | 'alliance'
  | 'status'
  | 'role'
  | 'language'
  | 'goodPractice'
  | 'openToVisitors'
  | 'funder'
  | 'year';

/** Of a condition that is met or not. */
type YesOrNo = Readonly<Record<'true' | 'false', string>>;

/** What the search page says beside its hits. */
interface SearchTexts {
  readonly narrowDown: string;
  readonly facets: Readonly<Record<FacetName, string>>;
  /** How many values of a facet stand folded away. */
  readonly furtherValues: (count: number) => string;
  readonly facetsWithheld: string;
  /** Of matches whose cities cannot say how they divide. */
  readonly notDivided: (count: number) => string;
  /** Inhabitants, as the language writes numbers; `most` is undefined where there is no bound. */
  readonly inhabitants: (least: string | undefined, most: string | undefined) => string;
  readonly goodPractice: YesOrNo;
  readonly openToVisitors: YesOrNo;
  readonly hasResults: YesOrNo;
  readonly hasCosts: YesOrNo;
  readonly startsAfter: (date: string) => string;
  /** When something begins, such as `2022 or later`. */
  readonly yearOrLater: (year: number) => string;
  /** Cities within so many kilometres of one. */
  readonly near: (km: number, city: string) => string;
  readonly updatedSince: (moment: string) => string;
  readonly paidBy: (funder: string) => string;

  /** Of the list of conditions in force. */
  readonly conditions: string;
  /** How many conditions stand folded away. */
  readonly furtherConditions: (count: number) => string;
  readonly withoutAll: string;
  /** Of a part of the address that says nothing. */
  readonly notUsed: (parameter: string) => string;

  /** Of the kinds of search, each with how many it finds. */
  readonly kindsOfHit: string;
  readonly orders: Readonly<Record<HitOrder, string>>;
  readonly views: Readonly<Record<'cards' | 'table', string>>;
  readonly view: string;
  readonly pages: string;
  readonly follow: string;
  readonly asJson: string;

  /** Where cities did not answer: the same question once more. */
  readonly askAgain: string;
  /** Which city gave what. */
  readonly eachCity: string;
  readonly state: string;
  readonly hits: string;
  readonly time: string;
  /** How well something fits, by its score from 0 to 1000. */
  readonly fits: (score: number) => string;
}

/** Scores from which something fits very well, well, and partly. */
const STEPS = [750, 550, 350] as const;

function stepOf<Word extends string>(score: number, words: readonly [Word, Word, Word, Word]): Word {
  const step = STEPS.findIndex((least) => score >= least);
  return words[step === -1 ? 3 : (step as 0 | 1 | 2)];
}

const english: SearchTexts = {
  narrowDown: 'Narrow down',
  facets: {
    subject: 'Subject',
    country: 'Country',
    city: 'City',
    size: 'Size of the city',
    alliance: 'Alliance',
    status: 'Status',
    role: 'Part taken',
    language: 'Language',
    goodPractice: 'Good practice',
    openToVisitors: 'Visits',
    funder: 'Paid by',
    year: 'Began in',
  },
  furtherValues: (count) => `${count} more`,
  facetsWithheld: 'What may be a name is not broken down for visitors.',
  notDivided: (count) =>
    `${count} of them ${count === 1 ? 'is' : 'are'} not counted here in full, since ${count === 1 ? 'its city' : 'their cities'} cannot say it yet.`,
  inhabitants: (least, most) =>
    least === undefined
      ? `up to ${most ?? ''} inhabitants`
      : most === undefined
        ? `${least} inhabitants or more`
        : `${least} to ${most} inhabitants`,
  goodPractice: { true: 'good practice', false: 'not marked as good practice' },
  openToVisitors: { true: 'open to visitors', false: 'not open to visitors' },
  hasResults: { true: 'with results', false: 'without results' },
  hasCosts: { true: 'with costs', false: 'without costs' },
  startsAfter: (date) => `begins after ${date}`,
  yearOrLater: (year) => `${year} or later`,
  near: (km, city) => `within ${formatNumber(String(km), 'en')} km of ${city}`,
  updatedSince: (moment) => `changed since ${moment}`,
  paidBy: (funder) => `paid by ${funder}`,

  conditions: 'Conditions',
  furtherConditions: (count) => (count === 1 ? 'and one more' : `and ${count} more`),
  withoutAll: 'Remove all conditions',
  notUsed: (parameter) => `not known here, not used: ${parameter}`,

  kindsOfHit: 'What was found',
  orders: { RELEVANCE: 'Relevance', NEWEST: 'Newest', TITLE: 'Title' },
  view: 'View',
  views: { cards: 'Cards', table: 'Table' },
  pages: 'Pages',
  follow: 'Follow this question (feed)',
  asJson: 'As JSON',

  askAgain: 'Ask again',
  eachCity: 'City by city',
  state: 'State',
  hits: 'Found',
  time: 'Time',
  fits: (score) => stepOf(score, ['Very good match', 'Good match', 'Partial match', 'Distant match']),
};

const german: SearchTexts = {
  narrowDown: 'Eingrenzen',
  facets: {
    subject: 'Thema',
    country: 'Land',
    city: 'Stadt',
    size: 'Größe der Stadt',
    alliance: 'Städtebündnis',
    status: 'Stand',
    role: 'Rolle',
    language: 'Sprache',
    goodPractice: 'Gutes Beispiel',
    openToVisitors: 'Besuche',
    funder: 'Bezahlt von',
    year: 'Beginn',
  },
  furtherValues: (count) => `${count} weitere`,
  facetsWithheld: 'Was ein Name sein kann, wird für Gäste nicht aufgeschlüsselt.',
  notDivided: (count) =>
    count === 1
      ? 'Ein Treffer ist hier nicht überall mitgezählt, weil seine Stadt das noch nicht angeben kann.'
      : `${count} Treffer sind hier nicht überall mitgezählt, weil ihre Städte das noch nicht angeben können.`,
  inhabitants: (least, most) =>
    least === undefined
      ? `bis ${most ?? ''} Einwohner`
      : most === undefined
        ? `ab ${least} Einwohnern`
        : `${least} bis ${most} Einwohner`,
  goodPractice: { true: 'gutes Beispiel', false: 'nicht als gutes Beispiel ausgewiesen' },
  openToVisitors: { true: 'Besuch willkommen', false: 'kein Besuch vorgesehen' },
  hasResults: { true: 'mit Ergebnissen', false: 'ohne Ergebnisse' },
  hasCosts: { true: 'mit Kosten', false: 'ohne Kosten' },
  startsAfter: (date) => `beginnt nach ${date}`,
  yearOrLater: (year) => `${year} oder später`,
  near: (km, city) => `höchstens ${formatNumber(String(km), 'de')} km von ${city}`,
  updatedSince: (moment) => `geändert seit ${moment}`,
  paidBy: (funder) => `bezahlt von ${funder}`,

  conditions: 'Bedingungen',
  furtherConditions: (count) => (count === 1 ? 'und eine weitere' : `und ${count} weitere`),
  withoutAll: 'Alle Bedingungen aufheben',
  notUsed: (parameter) => `hier unbekannt, nicht berücksichtigt: ${parameter}`,

  kindsOfHit: 'Was gefunden wurde',
  orders: { RELEVANCE: 'Relevanz', NEWEST: 'Neueste', TITLE: 'Titel' },
  view: 'Ansicht',
  views: { cards: 'Karten', table: 'Tabelle' },
  pages: 'Seiten',
  follow: 'Dieser Frage folgen (Feed)',
  asJson: 'Als JSON',

  askAgain: 'Noch einmal fragen',
  eachCity: 'Stadt für Stadt',
  state: 'Stand',
  hits: 'Gefunden',
  time: 'Dauer',
  fits: (score) => stepOf(score, ['Passt sehr gut', 'Passt gut', 'Passt teilweise', 'Passt entfernt']),
};

const dutch: SearchTexts = {
  narrowDown: 'Verfijnen',
  facets: {
    subject: 'Onderwerp',
    country: 'Land',
    city: 'Stad',
    size: 'Grootte van de stad',
    alliance: 'Stedenverbond',
    status: 'Stand van zaken',
    role: 'Rol',
    language: 'Taal',
    goodPractice: 'Goed voorbeeld',
    openToVisitors: 'Bezoek',
    funder: 'Betaald door',
    year: 'Begonnen in',
  },
  furtherValues: (count) => `nog ${count}`,
  facetsWithheld: 'Wat een naam kan zijn, wordt voor bezoekers niet uitgesplitst.',
  notDivided: (count) =>
    count === 1
      ? 'Eén resultaat telt hier niet overal mee, omdat de stad dat nog niet kan aangeven.'
      : `${count} resultaten tellen hier niet overal mee, omdat hun steden dat nog niet kunnen aangeven.`,
  inhabitants: (least, most) =>
    least === undefined
      ? `tot ${most ?? ''} inwoners`
      : most === undefined
        ? `vanaf ${least} inwoners`
        : `${least} tot ${most} inwoners`,
  goodPractice: { true: 'goed voorbeeld', false: 'niet als goed voorbeeld aangemerkt' },
  openToVisitors: { true: 'bezoek welkom', false: 'niet te bezoeken' },
  hasResults: { true: 'met resultaten', false: 'zonder resultaten' },
  hasCosts: { true: 'met kosten', false: 'zonder kosten' },
  startsAfter: (date) => `begint na ${date}`,
  yearOrLater: (year) => `${year} of later`,
  near: (km, city) => `hoogstens ${formatNumber(String(km), 'nl')} km van ${city}`,
  updatedSince: (moment) => `gewijzigd sinds ${moment}`,
  paidBy: (funder) => `betaald door ${funder}`,

  conditions: 'Voorwaarden',
  furtherConditions: (count) => (count === 1 ? 'en nog één' : `en nog ${count}`),
  withoutAll: 'Alle voorwaarden opheffen',
  notUsed: (parameter) => `hier onbekend, niet gebruikt: ${parameter}`,

  kindsOfHit: 'Wat er gevonden is',
  orders: { RELEVANCE: 'Relevantie', NEWEST: 'Nieuwste', TITLE: 'Titel' },
  view: 'Weergave',
  views: { cards: 'Kaarten', table: 'Tabel' },
  pages: 'Pagina’s',
  follow: 'Deze vraag volgen (feed)',
  asJson: 'Als JSON',

  askAgain: 'Opnieuw vragen',
  eachCity: 'Stad voor stad',
  state: 'Stand van zaken',
  hits: 'Gevonden',
  time: 'Duur',
  fits: (score) => stepOf(score, ['Past heel goed', 'Past goed', 'Past gedeeltelijk', 'Past in de verte']),
};

const TEXTS: Readonly<Record<Language, SearchTexts>> = { en: english, de: german, nl: dutch };

export function searchTextsOf(language: Language): SearchTexts {
  return TEXTS[language];
}
