import type { SqlParameters } from '../record/SqlParameters';
import type { Question } from './question';

// What makes tiers, in SQL, as strings of bits: one for each aspect that a record has, and behind these one for each word of
// `lift` that stands in its text. The bits for the aspects come with those for the groups, from the topics that match.

type Asked = Pick<Question, 'groups' | 'aspects' | 'lift'>;

/** Whether the question has hits stand in tiers. Where it does not, statements are what they would be without any. */
export function hasTiers({ aspects, lift }: Asked): boolean {
  return aspects.length + lift.length > 0;
}

const none = (length: number): string => `B'${'0'.repeat(length)}'`;

/** The CTEs `lifting` and `lifted`: the `key` of each record that has some of the words, and which of them. */
export function liftedBy(texts: string, words: readonly string[], parameters: SqlParameters): string {
  return `
    lifting AS MATERIALIZED (
      SELECT number::integer - 1 AS number, coalesce(word_query(word), plainto_tsquery('simple', fold(word))) AS query
      FROM unnest(${parameters.bind(words)}::text[]) WITH ORDINALITY AS word(word, number)
    ),
    lifted AS MATERIALIZED (
      SELECT text.key, bit_or(set_bit(${none(words.length)}, lifting.number, 1)) AS words
      FROM lifting JOIN ${texts} AS text ON text.words @@ lifting.query
      GROUP BY text.key
    )`;
}

/** The CTE `tiered`: each record of `best` with what it has, as `has`, and how much that is. */
export function tieredBy(question: Asked): string {
  const { aspects, lift } = question;
  const has = [
    ...(aspects.length > 0 ? [`coalesce(${aspectsOf(question)}, ${none(aspects.length)})`] : []),
    ...(lift.length > 0 ? [`coalesce(lifted.words, ${none(lift.length)})`] : []),
  ].join(' || ');
  return `
    tiered AS (
      SELECT *, bit_count(has)::integer AS tier
      FROM (SELECT best.*, ${has} AS has FROM best ${lift.length > 0 ? 'LEFT JOIN lifted USING (key)' : ''}) AS best
    )`;
}

/** How many of `best` have all aspects, as an aggregate. */
export function countMatchingAll(question: Asked): string {
  const { length } = question.aspects;
  if (length === 0) return 'NULL::integer';
  return `(count(*) FILTER (WHERE ${aspectsOf(question)} = B'${'1'.repeat(length)}'))::integer`;
}

/** Of the bits that a record has, those for the aspects. */
function aspectsOf({ groups, aspects }: Asked): string {
  return `substring(bits FROM ${groups.length + 1} FOR ${aspects.length})`;
}

/** The numbers of the bits that a record of `page` has, ascending. */
export function matchedOf({ aspects, lift }: Asked): string {
  const most = aspects.length + lift.length - 1;
  if (most < 0) return 'NULL::integer[]';
  return `ARRAY(SELECT number FROM generate_series(0, ${most}) AS number WHERE get_bit(page.has, number) = 1 ORDER BY number)`;
}
