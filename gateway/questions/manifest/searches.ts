import {
  EXCHANGE_KINDS,
  NEED_STATUSES,
  OFFER_KINDS,
  PROGRAMME_STATUSES,
  ROLES,
  STAFF_KINDS,
} from '../../../subgraphs/contract/enums';
import type { HitOrder } from '../../../subgraphs/contract/enums';
import type { Translated } from '../../web/language/Translated';
import type { Texts } from '../../web/language/Texts';
import { createSearchOperation } from '../../web/search/createSearchOperation';
import { describeReading } from '../../web/search/reading';
import { parseNear } from '../../web/search/near';
import type { SearchKind } from '../../web/search/Search';
import { publisherOf, slugOfOwner, textOf } from '../../web/search/SearchAnswer';
import type { City, ExchangeRow, FoundNeed, HitPage, Titled } from '../../web/search/SearchAnswer';
import { pageAt, tagOf, valuesOf } from '../Question';
import type { CalendarDay, ColumnOf, Entry, Page, PageAsked, Question, Reader, Row } from '../Question';
import type { Given, Parameter } from '../parameters';
import { expertColumns, exchangeColumns, needColumns, offerColumns, programmeColumns } from './searchColumns';
import type { Found } from './searchColumns';
import {
  ALLIANCE,
  CITY,
  CONCEPTS,
  COUNTRY,
  listOf,
  MATCH,
  NEAR,
  ORDER,
  POPULATION_MAX,
  POPULATION_MIN,
  TEXT,
  textParameter,
  truthOf,
} from './sharedParameters';

/** What of a search is its own: the others are read and asked alike. */
interface SearchOf<Node> {
  readonly kind: SearchKind;
  readonly title: Translated;
  readonly description: Translated;
  readonly example: string;
  readonly columns: readonly ColumnOf<Found<Node>>[];
  /** Whether it has days for a calendar, and which. */
  readonly daysOf?: (found: Found<Node>, texts: Texts) => readonly CalendarDay[];
  /** How a feed names it. */
  readonly entryOf: (node: Node) => Pick<Entry, 'title' | 'summary'>;
  /** Conditions that this kind has beside those of all. */
  readonly conditions: readonly Condition[];
}

/** A parameter that is a field of the kind's filter. */
interface Condition {
  readonly parameter: Parameter;
  readonly filter: (given: Given) => Readonly<Record<string, unknown>>;
}

/** A search over all cities as a question. */
function searchQuestion<Node extends Published>(search: SearchOf<Node>): Question {
  const { kind, title, description, example, columns, conditions, daysOf } = search;
  return {
    ...{ name: kind, title, description, example },
    columns,
    parts: ['entry', ...(daysOf ? (['days'] as const) : [])],
    pageLength: 100,
    parameters: [
      TEXT,
      CONCEPTS,
      MATCH,
      ORDER,
      CITY,
      ALLIANCE,
      COUNTRY,
      POPULATION_MIN,
      POPULATION_MAX,
      NEAR,
      ...conditions.map(({ parameter }) => parameter),
    ],
    check: (given) => {
      if (given.one('text') === undefined && given.list('concepts') === undefined) {
        return 'Give "text", "concepts" or both.';
      }
      const near = given.one('near');
      return near !== undefined && parseNear(near) === undefined
        ? '"near" must be a city and kilometres, such as gera:50.'
        : undefined;
    },
    operation: (given, asked) => operationOf(kind, conditions, given, asked),
    readPage: (data, reader) => {
      const page = data[kind] as HitPage<Node> | null | undefined;
      return page ? readHits(page, search, reader) : undefined;
    },
  };
}

function operationOf(kind: SearchKind, conditions: readonly Condition[], given: Given, asked: PageAsked) {
  const { query, variables } = createSearchOperation(
    {
      kind,
      text: given.one('text'),
      concepts: given.list('concepts') ?? [],
      cities: given.list('city') ?? [],
      alliances: given.list('alliance') ?? [],
      lang: asked.lang,
      order: given.one('order') as HitOrder | undefined,
      after: asked.after,
    },
    asked.first,
    'table',
  );
  const filter = {
    ...(variables['filter'] as object | undefined),
    ...(given.list('country') && { countries: given.list('country') }),
    ...populationOf(given),
    ...nearIn(given),
    ...Object.assign({}, ...conditions.map((condition) => condition.filter(given))),
  } as object;
  return {
    query,
    variables: {
      ...variables,
      ...(given.one('match') && { match: given.one('match') }),
      ...(Object.keys(filter).length > 0 && { filter }),
    },
  };
}

function nearIn(given: Given): object {
  const near = parseNear(given.one('near') ?? '');
  return near === undefined ? {} : { near };
}

function populationOf(given: Given): object {
  const [min, max] = [given.one('populationMin'), given.one('populationMax')];
  if (min === undefined && max === undefined) return {};
  return {
    population: { ...(min !== undefined && { min: Number(min) }), ...(max !== undefined && { max: Number(max) }) },
  };
}

/** What every kind has. */
interface Published {
  readonly id: string;
  readonly updatedAt: string;
  readonly city: City | null;
}

function readHits<Node extends Published>(page: HitPage<Node>, search: SearchOf<Node>, reader: Reader): Page {
  const { edges, pageInfo, totalCount, coverage } = page;
  return {
    rows: edges.flatMap(({ node, ...hit }) =>
      node === null ? [] : [rowOf({ ...hit, node, origin: reader.origin }, search, reader)],
    ),
    found: edges.length,
    total: totalCount,
    cursor: pageInfo.endCursor ?? undefined,
    hasMore: pageInfo.hasNextPage,
    coverage: { from: 'cities', ...coverage },
    reading: describeReading(page, reader.texts),
  };
}

function rowOf<Node extends Published>(
  found: Found<Node>,
  { columns, entryOf, daysOf }: SearchOf<Node>,
  { texts, origin }: Reader,
): Row {
  const { node } = found;
  const entry: Entry = {
    ...entryOf(node),
    id: tagOf(origin, node.id),
    updatedAt: node.updatedAt,
    page: pageAt(origin, node.id),
    author: publisherOf(node),
    categories: found.why.flatMap(({ concept }) => concept?.label ?? []),
  };
  return {
    id: node.id,
    cityId: slugOfOwner(node.id),
    values: valuesOf(columns, found),
    entry,
    ...(daysOf && { days: daysOf(found, texts) }),
  };
}

/** Title and summary, in the reader's language where the city has it. */
function titled(node: Titled): Pick<Entry, 'title' | 'summary'> {
  const { title, summary } = textOf(node);
  return { title, summary: summary ?? undefined };
}

/** When an exchange is, and until when one may register. */
function daysOfExchange({ node, origin }: Found<ExchangeRow>, texts: Texts): readonly CalendarDay[] {
  const { title, summary } = textOf(node);
  const { startsOn, endsOn, registerBy } = node;
  const common = {
    description: summary ?? undefined,
    page: pageAt(origin, node.id),
    changedAt: node.updatedAt,
  };
  const location = [node.place, node.host?.name].filter((part) => part != null).join(', ') || undefined;
  return [
    ...(isDay(startsOn)
      ? [
          {
            ...common,
            id: tagOf(origin, node.id),
            title,
            location,
            firstDay: startsOn,
            lastDay: lastOf(startsOn, endsOn),
          },
        ]
      : []),
    ...(isDay(registerBy)
      ? [
          {
            ...common,
            id: `${tagOf(origin, node.id)}/register`,
            title: `${texts.registerBy}: ${title}`,
            location: undefined,
            firstDay: registerBy,
            lastDay: registerBy,
          },
        ]
      : []),
  ];
}

/** Until when a city looks for something. */
function daysOfNeed({ node, origin }: Found<FoundNeed>, texts: Texts): readonly CalendarDay[] {
  const { title, summary } = textOf(node);
  if (!isDay(node.wantedBy)) return [];
  return [
    {
      ...{ id: tagOf(origin, node.id), title: `${texts.wantedBy}: ${title}`, description: summary ?? undefined },
      ...{ page: pageAt(origin, node.id), changedAt: node.updatedAt, location: undefined },
      ...{ firstDay: node.wantedBy, lastDay: node.wantedBy },
    },
  ];
}

/** Whether a date is known to the day: what is known to the month alone stands in no calendar. */
function isDay(date: string | null): date is string {
  return date !== null && /^\d{4}-\d\d-\d\d$/.test(date);
}

function lastOf(first: string, last: string | null): string {
  return isDay(last) && last > first ? last : first;
}

function condition(parameter: Parameter, field: string, read: (given: Given) => unknown): Condition {
  return {
    parameter,
    filter: (given) => {
      const value = read(given);
      return value === undefined ? {} : { [field]: value };
    },
  };
}

const oneOfList = (parameter: Parameter, field: string): Condition =>
  condition(parameter, field, (given) => given.list(parameter.name));
const truth = (parameter: Parameter, field = parameter.name): Condition =>
  condition(parameter, field, (given) => given.truth(parameter.name));
const single = (parameter: Parameter, field = parameter.name): Condition =>
  condition(parameter, field, (given) => given.one(parameter.name));

const UPDATED_SINCE = single(
  textParameter('updatedSince', {
    en: 'Only records whose city changed them at this moment or later, such as 2026-03-01T00:00:00Z.',
    de: 'Nur Einträge, die ihre Stadt seit diesem Zeitpunkt geändert hat, etwa 2026-03-01T00:00:00Z.',
    nl: 'Alleen gegevens die hun stad sinds dit moment heeft gewijzigd, zoals 2026-03-01T00:00:00Z.',
  }),
);

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
    oneOfList(
      listOf('kind', STAFF_KINDS, {
        en: 'Only persons, posts or units.',
        de: 'Nur Personen, Stellen oder Ämter.',
        nl: 'Alleen personen, functies of afdelingen.',
      }),
      'kinds',
    ),
    oneOfList(
      listOf('role', ROLES, {
        en: 'Only experience in these roles.',
        de: 'Nur Erfahrung in diesen Rollen.',
        nl: 'Alleen ervaring in deze rollen.',
      }),
      'roles',
    ),
    oneOfList(
      listOf('language', undefined, {
        en: 'Only staff that answers in one of these languages, such as de.',
        de: 'Nur wer in einer dieser Sprachen antwortet, etwa de.',
        nl: 'Alleen wie in een van deze talen antwoordt, zoals nl.',
      }),
      'languages',
    ),
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
    oneOfList(
      listOf('status', PROGRAMME_STATUSES, {
        en: 'Only programmes in these states.',
        de: 'Nur Programme in diesem Stand.',
        nl: 'Alleen programma’s in deze stand.',
      }),
      'statuses',
    ),
    truth(
      truthOf('goodPractice', {
        en: 'Only programmes that are, or are not, a good practice.',
        de: 'Nur Programme, die gute Praxis sind, oder keine.',
        nl: 'Alleen programma’s die een goede praktijk zijn, of niet.',
      }),
    ),
    truth(
      truthOf('openToVisitors', {
        en: 'Only programmes that are, or are not, open to visitors.',
        de: 'Nur Programme, die man besuchen kann, oder nicht.',
        nl: 'Alleen programma’s die men kan bezoeken, of niet.',
      }),
    ),
    truth(
      truthOf('hasResults', {
        en: 'Only programmes of which results are, or are not, told.',
        de: 'Nur Programme mit, oder ohne, Ergebnisse.',
        nl: 'Alleen programma’s met, of zonder, resultaten.',
      }),
    ),
    truth(
      truthOf('hasCosts', {
        en: 'Only programmes of which a cost is, or is not, told.',
        de: 'Nur Programme mit, oder ohne, Angabe von Kosten.',
        nl: 'Alleen programma’s met, of zonder, opgave van kosten.',
      }),
    ),
    condition(
      textParameter('funder', {
        en: 'Only programmes that this funder gives money to, as the cities write it.',
        de: 'Nur Programme, die dieser Geldgeber mitbezahlt, wie die Städte ihn schreiben.',
        nl: 'Alleen programma’s die deze geldgever meebetaalt, zoals de steden hem schrijven.',
      }),
      'funders',
      (given) => given.one('funder') && [given.one('funder')],
    ),
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
    oneOfList(
      listOf('kind', EXCHANGE_KINDS, {
        en: 'Only these forms of exchange.',
        de: 'Nur diese Formen des Austauschs.',
        nl: 'Alleen deze vormen van uitwisseling.',
      }),
      'kinds',
    ),
    single(
      textParameter('startsAfter', {
        en: 'Only exchanges that begin after this day, such as 2026-05-01, or may do so.',
        de: 'Nur was nach diesem Tag beginnt oder beginnen kann, etwa 2026-05-01.',
        nl: 'Alleen wat na deze dag begint of kan beginnen, zoals 2026-05-01.',
      }),
    ),
    truth(
      truthOf('hasResults', {
        en: 'Only exchanges of which results are, or are not, told.',
        de: 'Nur Austausch mit, oder ohne, Ergebnisse.',
        nl: 'Alleen uitwisselingen met, of zonder, resultaten.',
      }),
    ),
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
    oneOfList(
      listOf('kind', OFFER_KINDS, {
        en: 'Only these kinds of offer.',
        de: 'Nur diese Arten von Angeboten.',
        nl: 'Alleen deze soorten aanbod.',
      }),
      'kinds',
    ),
    oneOfList(
      listOf('language', undefined, {
        en: 'Only offers in one of these languages, such as de.',
        de: 'Nur Angebote in einer dieser Sprachen, etwa de.',
        nl: 'Alleen aanbod in een van deze talen, zoals nl.',
      }),
      'languages',
    ),
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
    oneOfList(
      listOf('status', NEED_STATUSES, {
        en: 'Only requests in these states.',
        de: 'Nur Gesuche in diesem Stand.',
        nl: 'Alleen hulpvragen in deze stand.',
      }),
      'statuses',
    ),
    UPDATED_SINCE,
  ],
});
