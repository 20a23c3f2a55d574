import type { SqlParameters } from '../record/SqlParameters';
import type { Question } from './question';
import { conceptMatch } from './score';

/** A kind of record to search, in SQL. */
export interface HitSource {
  /** The table of the records. */
  readonly table: string;
  /** The column with their folded titles. */
  readonly sortTitle: string;
  /**
   * A query for the records that the viewer may see and that pass the filter: `key`, `topic_key` (null without a topic)
   * and the features that the score is made of, one row for each of a record's topics.
   */
  readonly candidates: string;
  /** The table with the texts of the records: `key`, `heading` (folded), and `words` with the heading's at weight A. */
  readonly texts: string;
  /** The score of a candidate. */
  readonly score: string;
  /** The features that tell apart candidates of a record with the same score, concept and topic. */
  readonly ties: readonly string[];
  /** Stands before the key in the id of a record. */
  readonly idPrefix: string;
  /**
   * Queries for the `key` of all records in the order of the city, which no question changes: those of one query come before those of
   * the next.
   */
  readonly inOrder: readonly [string, ...string[]];
  /** Of staff, which a city has most of and whose candidates are many: what spares to look at them all. */
  readonly prepared?: PreparedStaff;
}

/** What is known of staff before its experience is looked at, in SQL. */
export interface PreparedStaff {
  /** A query for the `key` and the `number` of those that the viewer may see and that pass the filter on them. */
  readonly seen: string;
  /** The filter on experience, over `experience` as over `topic_staff`. */
  readonly passing: string;
  /** A query for the same of those that can have experience which passes, or need none. */
  readonly working: string;
  /** The least and the most that the best score can be, over the columns of `staff_work`, `match` and those of `today`. */
  readonly least: string;
  readonly most: string;
}

/** Where a page begins and how much it holds, in SQL. */
export interface Page {
  /** Whether a row of `page`, with its `tier` and `key` and this score, stands behind the position that the page begins at. */
  readonly isBehind: (score: string) => string;
  /** Where the order is by relevance: that position, or nulls. */
  readonly after: { readonly tier: string; readonly score: string };
  readonly first: string;
}

/** The concepts asked for, each with the number of its group. */
export function termsOf(groups: Question['groups'], parameters: SqlParameters): string {
  const terms = groups.flatMap((group, number) => group.map(({ concept, weight }) => ({ number, concept, weight })));
  const numbers = parameters.bind(terms.map(({ number }) => number));
  const concepts = parameters.bind(terms.map(({ concept }) => concept));
  const weights = parameters.bind(terms.map(({ weight }) => weight));
  return `SELECT * FROM unnest(${numbers}::integer[], ${concepts}::text[], ${weights}::integer[])
    AS term(number, concept, weight)`;
}

/** The concepts of each aspect, with its number. */
export function aspectsOf(aspects: Question['aspects'], parameters: SqlParameters): string {
  const terms = aspects.flatMap((aspect, number) => aspect.map(({ concept }) => ({ number, concept })));
  const numbers = parameters.bind(terms.map(({ number }) => number));
  const concepts = parameters.bind(terms.map(({ concept }) => concept));
  return `SELECT * FROM unnest(${numbers}::integer[], ${concepts}::text[]) AS aspect(number, concept)`;
}

/** Candidates through each of the concepts asked for. */
export function matchedByConcept({ candidates }: Pick<HitSource, 'candidates'>): string {
  return `
    SELECT record.*, term.concept COLLATE "C" AS concept, topic_mapping.match AS mapping,
      NULL::integer AS text, ${conceptMatch('topic_mapping.match', 'term.weight')} AS match
    FROM term
    JOIN topic_mapping ON topic_mapping.concept_id = term.concept
    JOIN (${candidates}) AS record USING (topic_key)`;
}

/** Candidates whose texts were found to match, with whatever topic. */
export function matchedByText({ candidates }: Pick<HitSource, 'candidates'>, found: string): string {
  return `
    SELECT record.*, NULL::text COLLATE "C" AS concept, NULL::text AS mapping, found.text, found.text AS match
    FROM (${candidates}) AS record JOIN ${found} AS found USING (key)`;
}

/**
 * The topics that match through the concepts asked for: how well at best, and through concepts of which groups, a bit each. Behind
 * these is a bit for each aspect. A topic that an aspect alone has stands there without a match.
 */
export function topicsMatching({ groups, aspects }: Pick<Question, 'groups' | 'aspects'>): string {
  const none = '0'.repeat(groups.length + aspects.length);
  const asked = groups.length > 0 ? ['SELECT number, concept, weight FROM term'] : [];
  const terms = [...asked, `SELECT ${groups.length} + number, concept, NULL::integer FROM aspect`].join(' UNION ALL ');
  return `
    SELECT topic_key, max(${conceptMatch('topic_mapping.match', 'term.weight')}) AS match,
      bit_or(set_bit(B'${none}', term.number, 1)) AS bits
    FROM ${aspects.length > 0 ? `(${terms}) AS term(number, concept, weight)` : 'term'}
    JOIN topic_mapping ON topic_mapping.concept_id = term.concept
    GROUP BY topic_key`;
}

/**
 * Each record that matches by concept, and by words where there are some: `key`, `text`, and the aggregates of its candidates.
 * It matches if it has something of every group.
 */
export function bestByConcept({ candidates }: HitSource, question: Question, aggregates: string): string {
  return `
    SELECT key, NULL::integer AS text, ${aggregates}
    FROM matching JOIN (${candidates}) AS record USING (topic_key) CROSS JOIN today
    ${question.words.length > 0 ? `WHERE ${isAmong('key', 'containing')}` : ''}
    GROUP BY key ${havingAll(question)}`;
}

/** A query for what passes of the experience of a topic, or of a member of staff, as an index alone has it. */
export function experienceOf(whose: string, { passing }: PreparedStaff): string {
  return `
      SELECT staff_key AS key, topic_key, role, since_month, until_month, until_day, ${mostOfWork} AS most
      FROM experience WHERE ${whose} AND ${passing}`;
}

/** The most that an experience adds to ten times its score beside its match. The index of a topic's experience is in this order. */
export const mostOfWork = 'most_of_work(role, since_month, until_month)';

/**
 * Whether a key is among those of others, which are put together once and looked up. PostgreSQL would join them, and since it
 * cannot guess how many have a word or pass a filter, by going through all of them again for each candidate.
 */
export function isAmong(key: string, records: string): string {
  return `(${key} IN (SELECT key FROM ${records} AS record)) IS TRUE`;
}

/** Something of every group. Where there are aspects, a record may have come by one of them alone. */
function havingAll({ groups, aspects }: Question): string {
  if (aspects.length === 0) return groups.length > 1 ? `HAVING bit_or(bits) = B'${'1'.repeat(groups.length)}'` : '';
  const all = `B'${'1'.repeat(groups.length)}${'0'.repeat(aspects.length)}'`;
  return `HAVING bit_or(bits) & ${all} = ${all}`;
}

/** From so many matches on, what is of the whole city is read in one go instead of one by one. */
export const MANY = 2_000;
export const FEW_MATCH = `(SELECT total FROM counted) < ${MANY}`;

/**
 * Who matches by words alone: `key`, `number` and `text`. PostgreSQL plans for few, since it cannot guess how many have a word; so
 * the plan for many is written beside it, and OFFSET keeps it from being taken for the other.
 */
export function everyByText({ working }: PreparedStaff): string {
  return `
      SELECT record.key, record.number, found.text
      FROM (${working}) AS record JOIN containing AS found USING (key)
      WHERE (SELECT count FROM contained) < ${MANY}
      UNION ALL
      SELECT record.key, record.number, found.text
      FROM (${working} OFFSET 0) AS record JOIN containing AS found USING (key)
      WHERE (SELECT count FROM contained) >= ${MANY}`;
}

/** The CTE `bounded`: the rows of `best`, who match by words alone, with the bounds of their best scores as `least` and `most`. */
export function boundedByText({ least, most }: PreparedStaff): string {
  return `
    bounded AS MATERIALIZED (
      SELECT record.*, ${least} AS least, ${most} AS most
      FROM (
        SELECT best.*, best.text AS match, work.role, work.since_month, work.until_month, work.until_day, work.most AS most_of_work
        FROM best LEFT JOIN staff_work AS work ON work.staff_key = best.key
      ) AS record CROSS JOIN today
    )`;
}

/**
 * The CTE `likely`: of the records in `bounded` those that can be on the page. As many as the page holds
 * surely stand behind the position that the page begins at, with at least the score of `floor`: who cannot come before the
 * last of them is not on the page.
 */
export function likelyOnPage({ isBehind, first }: Page): string {
  return `
    floor AS MATERIALIZED (
      SELECT tier, least AS score, key FROM bounded AS page
      WHERE ${isBehind('most')}
      ORDER BY tier DESC, least DESC, key
      OFFSET ${first} - 1 LIMIT 1
    ),
    likely AS (
      SELECT key, text, tier FROM bounded AS page
      WHERE ${isBehind('least')} AND NOT EXISTS (
        SELECT FROM floor WHERE page.tier < floor.tier OR (page.tier = floor.tier
          AND (page.most < floor.score OR (page.most = floor.score AND page.key > floor.key))))
    )`;
}

/**
 * The CTE `likely` for a page that goes backwards: of the records in `bounded` those that can stand before
 * the position.
 */
export function likelyBefore({ after: { tier, score } }: Page): string {
  return `
    likely AS (
      SELECT key, text, tier FROM bounded
      WHERE ${tier} IS NULL OR tier > ${tier} OR (tier = ${tier} AND most >= ${score})
    )`;
}

/**
 * A query for the best score of each of the staff in `likely`, by all of its experience that passes, or without any: `key`, `tier` and `text`.
 *
 * @param score of an experience
 */
export function scoredByText(prepared: PreparedStaff, score: string): string {
  return `
    SELECT record.key, record.tier, record.match AS text, max(${score}) AS score
    FROM (
      SELECT likely.key, likely.tier, likely.text AS match, work.role, work.since_month, work.until_month, work.until_day
      FROM likely LEFT JOIN LATERAL (${experienceOf('staff_key = likely.key', prepared)} OFFSET 0) AS work ON TRUE
      OFFSET 0
    ) AS record CROSS JOIN today
    GROUP BY record.key, record.tier, record.match`;
}

/**
 * Each record that was found to match by words alone, as `bestByConcept` has it. They are gone through one by one: nobody can
 * guess how many have a word, and the candidates of all of them would be joined and sorted by plans for a few.
 *
 * @param withAspects whether `matching` has the topics of aspects
 */
export function bestByText(
  { candidates }: HitSource,
  aggregates: string,
  { withAspects }: { readonly withAspects: boolean },
): string {
  const [bits, ofTopics] = withAspects ? [', matching.bits', 'LEFT JOIN matching USING (topic_key)'] : ['', ''];
  return `
    SELECT found.*, matched.*
    FROM containing AS found CROSS JOIN today CROSS JOIN LATERAL (
      SELECT ${aggregates}
      FROM (
        SELECT record.*, found.text AS match ${bits} FROM (${candidates}) AS record ${ofTopics} WHERE record.key = found.key
      ) AS matched
    ) AS matched
    WHERE matched.score IS NOT NULL`;
}
