import type { DataSource } from 'typeorm';
import { instantiate } from '../record/instantiate';
import type { SqlParameters } from '../record/SqlParameters';
import type { MappingKind } from '../record/Topic';
import { MAX_MATCHES } from '../../contract/bounds';
import { containingAllWords } from './containingAllWords';
import { FacetCount } from './facets';
import type { Facet, FacetCounts, FacetSources } from './facets';
import { countedUpTo, firstOf } from './firstMatches';
import {
  aspectsReached,
  BESIDE_REACHED,
  bestReached,
  FOUND_STAFF,
  rankedBefore,
  rankedByConcept,
  reachedBy,
} from './manyByConcept';
import {
  aspectsOf,
  bestByConcept,
  bestByText,
  boundedByText,
  everyByText,
  likelyBefore,
  likelyOnPage,
  matchedByConcept,
  matchedByText,
  scoredByText,
  termsOf,
  topicsMatching,
} from './matchingRows';
import type { HitSource, Page, PreparedStaff } from './matchingRows';
import { aspectsIn, countMatchingAll, hasOf, liftedBy, matchedOf, textHasWord, tieredBy } from './tiers';
import { HitOrder } from './question';
import type { Question } from './question';
import { today } from './score';

/** A hit as the database gives it; a source adds the features of its candidates. */
export interface HitRow {
  readonly id: string;
  readonly score: number;
  readonly concept: string | null;
  readonly mapping: MappingKind | null;
  readonly text: number | null;
  readonly topic_key: string | null;
  /** The numbers of the aspects and words that it has. Null where none were asked for. */
  readonly matched: readonly number[] | null;
  /** By which it stands, in the orders of these. Else null. */
  readonly updatedAt: Date | null;
  readonly sortTitle: string | null;
}

export interface FoundHits<Row> {
  /** How many records match, wherever the page stands; where there are more than are looked at, as many as these. */
  readonly total: number;
  readonly totalIsExact: boolean;
  /** How many have all aspects. Null where none were asked for. */
  readonly totalMatchingAll: number | null;
  readonly rows: readonly Row[];
  readonly facets: FacetCounts;
  /** Which records match, where that is wanted and they are few. Null where it is not, or they are more. */
  readonly keys: readonly string[] | null;
}

/** Of one value, as the database gives it. */
type CountRow = readonly [facet: Facet, value: string, count: number];

/**
 * Searches one kind of record in one statement. First the best score of every record that matches, from narrow rows that
 * an index has; then, for the records of the page alone, what made that score. Where bounds of the scores are known, only
 * those records are scored that can be on the page. What matches is found once, also for the facets: to find it is most of
 * what a search costs. Where there are tiers, what makes them is found for each match beside its score.
 *
 * @param facets those that are asked for and that the records have
 * @param named up to how many matches their keys are told, too; `mostMatches` are looked at
 */
export async function findHits<Row extends HitRow>(
  dataSource: DataSource,
  source: HitSource,
  question: Question,
  parameters: SqlParameters,
  facets: FacetSources = {},
  { named = 0, mostMatches = MAX_MATCHES }: { readonly named?: number; readonly mostMatches?: number | undefined } = {},
): Promise<FoundHits<Row>> {
  const { words, groups, aspects, lift } = question;
  const byConcept = groups.length > 0;
  const id = `(${parameters.bind(source.idPrefix)} || page.key)`;
  const page = pageOf(question, id, parameters);
  const { first, order, isBehind } = page;
  const { prepared } = source;
  const matches =
    prepared === undefined ? matchesOf(source, question) : preparedMatchesOf(source, prepared, question, page);
  const rows = await dataSource.query<
    ({
      total: number;
      is_exact: boolean;
      matching_all: number | null;
      facets: readonly CountRow[] | null;
      keys: readonly string[] | null;
    } & {
      [Column in keyof Row]: Row[Column] | null;
    })[]
  >(
    `
    WITH today AS (${today(question.day, parameters)}),
    ${words.length > 0 ? `${containingAllWords(source.texts, words, parameters)},` : ''}
    ${byConcept ? `term AS (${termsOf(groups, parameters)}),` : ''}
    ${aspects.length > 0 ? `aspect AS (${aspectsOf(aspects, parameters)}),` : ''}
    ${byConcept || aspects.length > 0 ? `matching AS MATERIALIZED (${topicsMatching(question)}),` : ''}
    ${matches.found},
    ${countedUpTo(mostMatches, parameters)},
    ${lift.length > 0 ? `${liftedBy(source.texts, lift, parameters)},` : ''}
    ${matches.tiered},
    ${firstOf(source)},
    ${matches.ranked},
    page AS (${matches.withWhatItHas(`SELECT * FROM ranked AS page WHERE ${isBehind('page.score')} ORDER BY ${order} LIMIT ${first}`)})
    ${prepared === undefined ? '' : `, ${FOUND_STAFF}`}
    SELECT counted.total, counted.is_exact, counted.matching_all,
      CASE WHEN row_number() OVER (ORDER BY ${order}) = 1 THEN counted.facets END AS facets,
      CASE WHEN row_number() OVER (ORDER BY ${order}) = 1 THEN counted.keys END AS keys,
      ${id} AS id, ${matchedOf(question)} AS matched, ${sortOf(question)}, hit.*
    FROM (
      SELECT total, is_exact, ${countMatchingAll(question)} AS matching_all, ${countsOf(facets)} AS facets, ${keysOf(named)} AS keys FROM counted
    ) AS counted
    LEFT JOIN page ON TRUE
    LEFT JOIN LATERAL (
      SELECT matched.*, ${source.score} AS score
      FROM (
        ${
          byConcept
            ? `${matchedByConcept(source)} WHERE key = page.key`
            : matchedByText(source, '(SELECT page.key, page.text)')
        }
      ) AS matched CROSS JOIN today
      ORDER BY ${['score DESC', 'concept', 'topic_key', ...source.ties].join(', ')}
      LIMIT 1
    ) AS hit ON TRUE
    ORDER BY ${order}`,
    parameters.values,
  );
  // An empty page is one row with the total, the facets and the keys alone.
  const { total = 0, is_exact = true, matching_all = null, facets: divided, keys = null } = rows[0] ?? {};
  const counts = divided ?? [];
  return {
    total,
    totalIsExact: is_exact,
    totalMatchingAll: matching_all,
    keys: total > named ? null : keys,
    rows: rows.filter((row): row is typeof row & Row => row.id !== null),
    facets: new Map(
      (Object.keys(facets) as Facet[]).map((facet) => [
        facet,
        counts.flatMap(([of, value, count]) => (of === facet ? [instantiate(FacetCount, { value, count })] : [])),
      ]),
    ),
  };
}

interface OrderedPage extends Page {
  /** Of the rows of `page`. */
  readonly order: string;
}

/** Where the page of a question begins, how much it holds, and in what order. */
function pageOf({ order, reversed, first, after }: Question, id: string, parameters: SqlParameters): OrderedPage {
  const bound = (value: unknown, type: string): string => `${parameters.bind(value ?? null)}::${type}`;
  const isByRelevance = order === HitOrder.RELEVANCE;
  const position = isByRelevance
    ? { tier: bound(after?.tier, 'integer'), score: bound(after?.score, 'integer') }
    : { tier: 'NULL', score: 'NULL' };
  const last = { by: 'page.key', value: `${id} COLLATE "C"`, from: bound(after?.id, 'text'), descends: false };
  const sort = (): OrderTerm => ({
    by: 'page.sort',
    from: bound(after?.sort, order === HitOrder.NEWEST ? 'timestamptz' : 'text'),
    descends: order === HitOrder.NEWEST,
  });
  const terms: readonly OrderTerm[] = isByRelevance
    ? [
        { by: 'page.tier', from: position.tier, descends: true },
        { by: 'page.score', from: position.score, descends: true },
        last,
      ]
    : [sort(), last];
  const isBehind = (score: string): string =>
    comesBehind(
      terms.map((term) => (term.by === 'page.score' ? { ...term, value: score } : term)),
      reversed,
    );
  return {
    first: parameters.bind(first),
    after: position,
    order: terms.map(({ by, descends }) => (descends === reversed ? by : `${by} DESC`)).join(', '),
    isBehind: (score) => `(${last.from} IS NULL OR ${isBehind(score)})`,
  };
}

/** A part of an order, as SQL. */
interface OrderTerm {
  readonly by: string;
  /** What is compared, where that is something else. */
  readonly value?: string;
  /** Of the position behind which a page begins. */
  readonly from: string;
  readonly descends: boolean;
}

/** The condition that a row of `page` comes later than a position, by the first term in which they differ. */
function comesBehind([term, ...others]: readonly OrderTerm[], reversed: boolean): string {
  if (term === undefined) return 'FALSE';
  const { by, value = by, from, descends } = term;
  const later = `${value} ${descends === reversed ? '>' : '<'} ${from}`;
  return others.length === 0 ? later : `(${later} OR (${value} = ${from} AND ${comesBehind(others, reversed)}))`;
}

/** What hits are ordered by that is not relevance, as they tell it. */
function sortOf({ order }: Question): string {
  const [updatedAt, sortTitle] = [HitOrder.NEWEST, HitOrder.TITLE].map((one) => (one === order ? 'page.sort' : 'NULL'));
  return `${updatedAt}::timestamptz AS "updatedAt", ${sortTitle}::text AS "sortTitle"`;
}

/** The CTE `ranked` in an order that is not by relevance: each match, and by what it stands. */
function rankedBySort({ table, sortTitle }: HitSource, { order }: Question): string {
  const sort =
    order === HitOrder.NEWEST ? `date_trunc('milliseconds', item.updated_at)` : `item.${sortTitle} COLLATE "C"`;
  return `ranked AS (SELECT best.*, ${sort} AS sort FROM best JOIN ${table} AS item USING (key))`;
}

/** What finds the records of a search, in SQL. */
interface Matches {
  /** The CTE `every`, each record that matches, and what it needs. */
  readonly found: string;
  /** The CTE `tiered`, the same with their tiers. */
  readonly tiered: string;
  /** The CTE `ranked`, of `best` at least those that can be on the page, with their scores, and what it needs beside. */
  readonly ranked: string;
  /** A query for the rows of a query for the page with what they have, as `has`, if that makes tiers. */
  readonly withWhatItHas: (page: string) => string;
}

/** Each record that matches is scored. */
function matchesOf(source: HitSource, question: Question): Matches {
  const { groups, aspects, order } = question;
  const isByRelevance = order === HitOrder.RELEVANCE;
  const all = `max(${source.score}) AS score${aspects.length > 0 ? ', bit_or(bits) AS bits' : ''}`;
  const every =
    groups.length > 0
      ? bestByConcept(source, question, all)
      : bestByText(source, all, { withAspects: aspects.length > 0 });
  return {
    found: `every AS MATERIALIZED (${every})`,
    tiered: tieredBy('every', hasOf(aspectsIn(question), question)),
    ranked: isByRelevance ? 'ranked AS (SELECT * FROM best)' : rankedBySort(source, question),
    withWhatItHas: (page) => page,
  };
}

/** What is known before spares to score those that cannot be on the page. */
function preparedMatchesOf(source: HitSource, prepared: PreparedStaff, question: Question, page: Page): Matches {
  const byConcept = question.groups.length > 0;
  const withAspects = question.aspects.length > 0;
  const ofAspects = aspectsReached(question);
  const has = hasOf(ofAspects, question);
  const reached = byConcept || withAspects ? `${reachedBy(prepared, question)},` : '';
  const beside = withAspects ? BESIDE_REACHED : '';
  const found = `${reached} every AS MATERIALIZED (${byConcept ? bestReached(prepared, question) : everyByText(prepared)})`;
  const tiered = tieredBy(`every ${beside}`, has);
  if (question.order !== HitOrder.RELEVANCE) {
    return { found, tiered, ranked: rankedBySort(source, question), withWhatItHas: (rows) => rows };
  }
  return {
    found,
    tiered,
    ranked: byConcept ? rankedOfConcepts() : rankedOfWords(),
    withWhatItHas: (rows) =>
      has === ''
        ? rows
        : `SELECT page.*, ${hasOf(ofAspects, question, textHasWord)} AS has
          FROM (${rows}) AS page JOIN staff USING (key) LEFT JOIN ${source.texts} AS text USING (key) ${beside}`,
  };

  function rankedOfConcepts(): string {
    return question.reversed
      ? rankedBefore(prepared, source.score, page)
      : rankedByConcept(prepared, question, source.score, page);
  }

  function rankedOfWords(): string {
    const likely = question.reversed ? likelyBefore(page) : likelyOnPage(page);
    return `${boundedByText(prepared)}, ${likely}, ranked AS (${scoredByText(prepared, source.score)})`;
  }
}

/** The keys of the first so many matches, which are all of them where no more match. */
function keysOf(most: number): string {
  return most === 0 ? 'NULL::text[]' : `ARRAY(SELECT key::text FROM best LIMIT ${most})`;
}

/** All counts of all facets as one JSON: rows of their own would not fit between those of the hits. */
function countsOf(facets: FacetSources): string {
  const counted = Object.entries(facets).map(
    ([facet, counts]) => `SELECT '${facet}' AS facet, value, count::integer FROM (${counts}) AS counted`,
  );
  return counted.length === 0
    ? 'NULL::json'
    : `(SELECT json_agg(json_build_array(facet, value, count) ORDER BY count DESC, value COLLATE "C")
        FROM (${counted.join(' UNION ALL ')}) AS facet)`;
}

/** Of the facets that records have, those that are asked for. */
export function chooseFacets(sources: FacetSources, asked: readonly Facet[]): FacetSources {
  return Object.fromEntries(asked.flatMap((facet) => (sources[facet] === undefined ? [] : [[facet, sources[facet]]])));
}
