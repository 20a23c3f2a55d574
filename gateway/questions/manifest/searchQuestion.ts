import type { HitOrder } from '../../../subgraphs/contract/enums';
import type { Translated } from '../../web/language/Translated';
import type { Texts } from '../../web/language/Texts';
import { createSearchOperation } from '../../web/search/createSearchOperation';
import { describeReading } from '../../web/search/reading';
import { parseNear } from '../../web/search/near';
import type { SearchKind } from '../../web/search/Search';
import { publisherOf, slugOfOwner } from '../../web/search/SearchAnswer';
import type { City, HitPage } from '../../web/search/SearchAnswer';
import { pageAt, tagOf, valuesOf } from '../Question';
import type { CalendarDay, ColumnOf, Entry, Page, PageAsked, Question, Reader, Row } from '../Question';
import type { Given } from '../parameters';
import type { Found } from './searchColumns';
import type { Condition } from './searchConditions';
import {
  CONCEPTS,
  MATCH,
  NEAR,
  ORDER,
  PLACES,
  placesIn,
  POPULATION_MAX,
  POPULATION_MIN,
  TEXT,
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

/** A search over all cities as a question. */
export function searchQuestion<Node extends Published>(search: SearchOf<Node>): Question {
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
      ...PLACES,
      POPULATION_MIN,
      POPULATION_MAX,
      NEAR,
      ...conditions.map(({ parameter }) => parameter),
    ],
    check: (given, texts) => {
      if (given.one('text') === undefined && given.list('concepts') === undefined) return texts.nothingAsked;
      const near = given.one('near');
      if (near !== undefined && parseNear(near) === undefined) return texts.noNear;
      const [least, most] = [given.number('populationMin'), given.number('populationMax')];
      return (least ?? 0) > (most ?? Infinity) ? texts.sizesReversed(String(least), String(most)) : undefined;
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
      cities: [],
      alliances: [],
      lang: asked.lang,
      order: given.one('order') as HitOrder | undefined,
      after: asked.after,
    },
    asked.first,
    'table',
  );
  const filter = {
    ...placesIn(given),
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
