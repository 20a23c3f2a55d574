import type { DataSource } from 'typeorm';
import { instantiate } from '../record/instantiate';
import type { SqlParameters } from '../record/SqlParameters';
import type { MappingKind } from '../record/Topic';
import { containingAllWords } from './containingAllWords';
import { FacetCount } from './facets';
import type { Facet, FacetCounts, FacetSource } from './facets';
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

/** The facets that the records have. */
export type FacetSources = Readonly<Partial<Record<Facet, FacetSource>>>;

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
  const byText = words.length > 0;
  const score = `${parameters.bind(after?.score ?? null)}::integer`;
  const behind = `${parameters.bind(after?.id ?? null)}::text`;
  const id = `(${parameters.bind(source.idPrefix)} || page.key)`;
  const first = parameters.bind(question.first);
  const isBehind = (reached: string): string =>
    `(${score} IS NULL OR ${reached} < ${score} OR (${reached} = ${score} AND ${id} COLLATE "C" > ${behind}))`;
  const tiers = hasTiers(question);
  const tier = tiers ? `${parameters.bind(after?.tier ?? null)}::integer` : '';
  const best = `max(${source.score}) AS score${aspects.length > 0 ? ', bit_or(bits) AS bits' : ''}`;
  // Bounds are of scores, and whoever has more comes first whatever the score.
  const bounds = byConcept || tiers ? undefined : source.bounds;
  const known = factsOf(facets, bounds === undefined ? 'aggregate' : 'known', aspects.length > 0);
  const matches = byConcept
    ? bestByConcept(source, question, best + known)
    : bounds === undefined
      ? bestByText(source, best + known, { withAspects: aspects.length > 0 })
      : boundedByText(bounds, known);
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
    ${byText ? `${containingAllWords(source.texts, words, parameters)},` : ''}
    ${byConcept ? `term AS (${termsOf(groups, parameters)}),` : ''}
    ${aspects.length > 0 ? `aspect AS (${aspectsOf(aspects, parameters)}),` : ''}
    ${byConcept || aspects.length > 0 ? `matching AS MATERIALIZED (${topicsMatching(question)}),` : ''}
    ${lift.length > 0 ? `${liftedBy(source.texts, lift, parameters)},` : ''}
    best AS MATERIALIZED (${matches}),
    ${bounds === undefined ? '' : `${likelyOnPage(isBehind, first)},`}
    ${tiers ? `${tieredBy(question)},` : ''}
    page AS (
      SELECT * FROM ${tiers ? 'tiered' : bounds === undefined ? 'best' : `(${bestByText(source, best, { found: 'likely' })})`} AS page
      WHERE ${tiers ? `(${tier} IS NULL OR tier < ${tier} OR (tier = ${tier} AND ${isBehind('score')}))` : isBehind('score')}
      ORDER BY ${tiers ? 'tier DESC, ' : ''}score DESC, key
      LIMIT ${first}
    )
    SELECT counted.total, counted.matching_all,
      CASE WHEN row_number() OVER (ORDER BY ${order}) = 1 THEN counted.facets END AS facets,
      CASE WHEN row_number() OVER (ORDER BY ${order}) = 1 THEN counted.keys END AS keys,
      ${id} AS id, page.score, ${matchedOf(question)} AS matched, hit.*
    FROM (
      SELECT count(*)::integer AS total, ${countMatchingAll(question)} AS matching_all,
        ${countsOf(facets)} AS facets, ${keysOf(named)} AS keys
      FROM best
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

/** The keys of the first so many matches, which are all of them where no more match. */
function keysOf(most: number): string {
  return most === 0 ? 'NULL::text[]' : `ARRAY(SELECT key::text FROM best LIMIT ${most})`;
}

/** What the facets have to know of the matches, beside the score. */
function factsOf(facets: FacetSources, from: 'aggregate' | 'known', withAspects: boolean): string {
  // What a record has of an aspect alone did not make it match.
  const matching = withAspects ? ' FILTER (WHERE match IS NOT NULL)' : '';
  return Object.entries(facets)
    .map(([facet, { [from]: fact }]) => (fact === undefined ? '' : `, ${fact}${matching} AS ${facet}`))
    .join('');
}

/** All counts of all facets as one JSON: rows of their own would not fit between those of the hits. */
function countsOf(facets: FacetSources): string {
  const counted = Object.entries(facets).map(
    ([facet, { counts }]) => `SELECT '${facet}' AS facet, value, count::integer FROM (${counts}) AS counted`,
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
