import type { DataSource } from 'typeorm';
import { instantiate } from '../record/instantiate';
import type { SqlParameters } from '../record/SqlParameters';
import type { MappingKind } from '../record/Topic';
import { containingAllWords } from './containingAllWords';
import { FacetCount } from './facets';
import type { Facet, FacetCounts, FacetSources } from './facets';
import { FOUND_STAFF, pageOfReached, reachedByConcept } from './manyByConcept';
import {
  aspectsOf,
  bestByConcept,
  bestByText,
  boundedByText,
  likelyOnPage,
  matchedByConcept,
  matchedByText,
  termsOf,
  topicsMatching,
} from './matchingRows';
import type { HitSource } from './matchingRows';
import { countMatchingAll, hasTiers, liftedBy, matchedOf, tieredBy } from './tiers';
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
}

export interface FoundHits<Row> {
  /** How many records match, wherever the page stands. */
  readonly total: number;
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
 * @param named up to how many matches their keys are told, too
 */
export async function findHits<Row extends HitRow>(
  dataSource: DataSource,
  source: HitSource,
  question: Question,
  parameters: SqlParameters,
  facets: FacetSources = {},
  named = 0,
): Promise<FoundHits<Row>> {
  const { words, groups, aspects, lift, after } = question;
  const byConcept = groups.length > 0;
  const score = `${parameters.bind(after?.score ?? null)}::integer`;
  const behind = `${parameters.bind(after?.id ?? null)}::text`;
  const id = `(${parameters.bind(source.idPrefix)} || page.key)`;
  const first = parameters.bind(question.first);
  const isBehind = (reached: string): string =>
    `(${score} IS NULL OR ${reached} < ${score} OR (${reached} = ${score} AND ${id} COLLATE "C" > ${behind}))`;
  const tiers = hasTiers(question);
  const tier = tiers ? `${parameters.bind(after?.tier ?? null)}::integer` : null;
  const order = `${tiers ? 'page.tier DESC, ' : ''}page.score DESC, page.key`;
  const rows = await dataSource.query<
    ({
      total: number;
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
    ${lift.length > 0 ? `${liftedBy(source.texts, lift, parameters)},` : ''}
    ${matchesAndPage(source, question, { isBehind, after: { tier, score }, first, order })}
    ${source.prepared === undefined ? '' : `, ${FOUND_STAFF}`}
    SELECT counted.total, counted.matching_all,
      CASE WHEN row_number() OVER (ORDER BY ${order}) = 1 THEN counted.facets END AS facets,
      CASE WHEN row_number() OVER (ORDER BY ${order}) = 1 THEN counted.keys END AS keys,
      ${id} AS id, page.score, ${matchedOf(question)} AS matched, hit.*
    FROM (
      SELECT total, matching_all, ${countsOf(facets)} AS facets, ${keysOf(named)} AS keys FROM counted
    ) AS counted
    LEFT JOIN page ON TRUE
    LEFT JOIN LATERAL (
      SELECT matched.*
      FROM (
        ${
          byConcept
            ? `${matchedByConcept(source)} WHERE key = page.key`
            : matchedByText(source, '(SELECT page.key, page.text)')
        }
      ) AS matched CROSS JOIN today
      ORDER BY ${[`${source.score} DESC`, 'concept', 'topic_key', ...source.ties].join(', ')}
      LIMIT 1
    ) AS hit ON TRUE
    ORDER BY ${order}`,
    parameters.values,
  );
  // An empty page is one row with the total, the facets and the keys alone.
  const { total = 0, matching_all = null, facets: divided, keys = null } = rows[0] ?? {};
  const counts = divided ?? [];
  return {
    total,
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

interface Page {
  /** Whether a record of `page` with this score stands behind the position that the page begins at. */
  readonly isBehind: (score: string) => string;
  /** That position; no tier where there are none. */
  readonly after: { readonly tier: string | null; readonly score: string };
  /** How many it holds. */
  readonly first: string;
  readonly order: string;
}

/** The CTEs `best`, each record that matches, `counted`, how many they are, and `page`, those of the page with their scores. */
function matchesAndPage(source: HitSource, question: Question, { isBehind, after, first, order }: Page): string {
  const { prepared } = source;
  const { groups, aspects } = question;
  const byConcept = groups.length > 0;
  const counted = `counted AS MATERIALIZED (
      SELECT count(*)::integer AS total, ${countMatchingAll(question)} AS matching_all FROM best
    )`;
  const cut = (scored: string, isOn: string): string =>
    `page AS (SELECT * FROM ${scored} AS page WHERE ${isOn} ORDER BY ${order} LIMIT ${first})`;
  const score = `max(${source.score}) AS score`;
  const all = score + (aspects.length > 0 ? ', bit_or(bits) AS bits' : '');
  const { tier } = after;
  // Whoever has more comes first whatever the score, so what is known of scores spares nothing.
  if (prepared === undefined || tier !== null) {
    const matches = byConcept
      ? bestByConcept(source, question, all)
      : bestByText(source, all, { withAspects: aspects.length > 0 });
    const page =
      tier === null
        ? cut('best', isBehind('score'))
        : `${tieredBy(question)},
    ${cut('tiered', `(${tier} IS NULL OR tier < ${tier} OR (tier = ${tier} AND ${isBehind('score')}))`)}`;
    return `best AS MATERIALIZED (${matches}), ${counted}, ${page}`;
  }
  if (byConcept) {
    return `${reachedByConcept(prepared, question)}, ${counted},
    ${pageOfReached(prepared, source.score, { isBehind, after: after.score, first })}`;
  }
  return `best AS MATERIALIZED (${boundedByText(prepared)}), ${counted},
    ${likelyOnPage(isBehind, first)}, ${cut(`(${bestByText(source, score, { found: 'likely' })})`, isBehind('score'))}`;
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
