import type { SqlParameters } from '../record/SqlParameters';
import { FEW_MATCH, isAmong } from './matchingRows';
import type { Question } from './question';

// What makes tiers, in SQL, as a string of bits: one for each aspect that a record has, and behind these one for each word of
// `lift` that stands in its text.

type Asked = Pick<Question, 'groups' | 'aspects' | 'lift'>;

/** Whether the question has hits stand in tiers. Where it does not, statements are what they would be without any. */
export function hasTiers({ aspects, lift }: Asked): boolean {
  return aspects.length + lift.length > 0;
}

/** The CTEs `lifting`, the query for each word, and `lifted0` and so on: the `key` of each record, at least of `every`, that has it. */
export function liftedBy(texts: string, words: readonly string[], parameters: SqlParameters): string {
  const lifted = words.map(
    (_, place) => `
    lifted${place} AS MATERIALIZED (
      SELECT text.key FROM lifting JOIN ${texts} AS text ON text.words @@ query WHERE place = ${place} AND NOT (${FEW_MATCH})
      UNION ALL
      SELECT text.key
      FROM every CROSS JOIN LATERAL (SELECT * FROM ${texts} AS text WHERE text.key = every.key OFFSET 0) AS text
      WHERE text.words @@ ${queryOf(place)} AND ${FEW_MATCH}
    )`,
  );
  return `
    lifting AS MATERIALIZED (
      SELECT place - 1 AS place, coalesce(word_query(word), plainto_tsquery('simple', fold(word))) AS query
      FROM unnest(${parameters.bind(words)}::text[]) WITH ORDINALITY AS word(word, place)
    ),
    ${lifted.join(',')}`;
}

const queryOf = (place: number): string => `(SELECT query FROM lifting WHERE place = ${place})`;

/**
 * What a record with this `key` has.
 *
 * @param ofAspects its bits for the aspects
 * @param hasWord whether it has one of the words, by its place; as a rule that is looked up
 */
export function hasOf(
  ofAspects: string,
  { aspects, lift }: Asked,
  hasWord = (place: number): string => isAmong('key', `lifted${place}`),
): string {
  return [...(aspects.length > 0 ? [ofAspects] : []), ...lift.map((_, place) => bitOf(hasWord(place)))].join(' || ');
}

/** Whether a text has a word: for few, this costs less than to look it up. */
export const textHasWord = (place: number): string => `(text.words @@ ${queryOf(place)}) IS TRUE`;

/** A bit that is 1 or 0, as an integer or a condition is. */
export const bitOf = (value: string): string => `(${value})::integer::bit(1)`;

/**
 * The CTE `tiered`: each record of `every` with its tier, and with what it has, as `has`, if that makes tiers.
 *
 * @param from `every`, and what `has` needs beside it
 */
export function tieredBy(from: string, has: string): string {
  if (has === '') return 'tiered AS NOT MATERIALIZED (SELECT *, 0 AS tier FROM every)';
  // Without OFFSET the server would put what makes `has` into both places, and look each word up twice.
  return `
    tiered AS MATERIALIZED (
      SELECT *, bit_count(has)::integer AS tier FROM (SELECT every.*, ${has} AS has FROM ${from} OFFSET 0) AS every
    )`;
}

/** The bits for the aspects that a record has by its topics, from those that were put together of `matching`. */
export function aspectsIn({ groups, aspects }: Asked): string {
  return `coalesce(substring(bits FROM ${groups.length + 1} FOR ${aspects.length}), B'${'0'.repeat(aspects.length)}')`;
}

/** How many records have all aspects. */
export function countMatchingAll({ aspects: { length } }: Asked): string {
  if (length === 0) return 'NULL::integer';
  return `(SELECT count(*)::integer FROM best WHERE substring(has FROM 1 FOR ${length}) = B'${'1'.repeat(length)}')`;
}

/** The numbers of the bits that a record of `page` has, ascending. */
export function matchedOf({ aspects, lift }: Asked): string {
  const most = aspects.length + lift.length - 1;
  if (most < 0) return 'NULL::integer[]';
  return `ARRAY(SELECT number FROM generate_series(0, ${most}) AS number WHERE get_bit(page.has, number) = 1 ORDER BY number)`;
}
