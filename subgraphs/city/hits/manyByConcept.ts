import { experienceOf, isAmong, MANY, mostOfWork } from './matchingRows';
import type { PreparedStaff } from './matchingRows';
import type { Question } from './question';

// Searches for staff by concept. A city has very many, each with much experience: who matches is found from bits, a thousand at a
// time (`topic_staff`), and experience is read for the page alone, the best of each topic first, and only as far as it can be on it.

/** So many numbers share a row of bits. */
const CHUNK = 1024;
const NONE = `B'0'::bit(${CHUNK})`;
const FEW_MATCH = `(SELECT total FROM counted) < ${MANY}`;

/** How much experience is looked at to find out what a member of staff on the page has at least: for each that it holds. */
const TRIED_FOR_EACH = 4;
/** Of each topic at least so much. */
const LEAST_TRIED = 20;

/**
 * The CTEs `reached`, the bits of those who have experience on the topics in `matching`, and `best`: who matches, with `key`
 * and `text`, which is null. They match if they have something of every group. Where they can be few only, or few have the words, those
 * are looked up one by one.
 */
export function reachedByConcept({ seen, passing }: PreparedStaff, { groups, words }: Question): string {
  const ofGroup = (number: number): string =>
    `coalesce(bit_or(topic_staff.bits) FILTER (WHERE get_bit(matching.bits, ${number}) = 1), ${NONE})`;
  const found = (from: string): string => `
      SELECT record.key, NULL::integer AS text
      FROM ${from} AS record JOIN reached ON reached.chunk = record.number / ${CHUNK}
      WHERE get_bit(reached.bits, record.number % ${CHUNK}) = 1`;
  const byWords = words.length > 0;
  const few = byWords
    ? 'containing'
    : `(
          SELECT DISTINCT working.key
          FROM matching CROSS JOIN LATERAL (
            SELECT staff_key AS key FROM experience WHERE topic_key = matching.topic_key OFFSET 0
          ) AS working
        )`;
  const areFew = `${byWords ? '(SELECT count(*) FROM containing)' : '(SELECT sum(bit_count(bits)) FROM reached)'} < ${MANY}`;
  return `
    reached AS MATERIALIZED (
      SELECT chunk, ${groups.map((_, number) => ofGroup(number)).join(' & ')} AS bits
      FROM matching JOIN topic_staff USING (topic_key)
      WHERE ${passing}
      GROUP BY chunk
    ),
    best AS MATERIALIZED (
      ${found(`(
        SELECT record.*
        FROM ${few} AS few CROSS JOIN LATERAL (SELECT * FROM (${seen}) AS record WHERE record.key = few.key OFFSET 0) AS record
        WHERE ${areFew}
      )`)}
      UNION ALL
      ${found(`(${seen})`)}
        ${byWords ? `AND ${isAmong('record.key', 'containing')}` : ''} AND NOT (${areFew})
    )`;
}

/**
 * The CTE `page` of those in `best`. Where they are few, each is scored. Else some that are likely to come first are: as many as
 * the page holds surely have at least the score of `floor`, and no experience has to be looked at that adds less than that.
 *
 * @param score of an experience
 * @param isBehind whether a row of `page` with this score stands behind the position that the page begins at
 * @param after the score of that position, or null
 * @param first how many the page holds
 */
export function pageOfReached(
  prepared: PreparedStaff,
  score: string,
  { isBehind, after, first }: { isBehind: (score: string) => string; after: string; first: string },
): string {
  const ofTopic = experienceOf('topic_key = matching.topic_key', prepared);
  return `
    likely AS MATERIALIZED (
      SELECT key FROM best WHERE ${FEW_MATCH}
      UNION ALL
      SELECT key
      FROM best JOIN (
        SELECT DISTINCT key
        FROM (
          SELECT tried.key
          FROM matching CROSS JOIN LATERAL (
            SELECT record.key, record.most
            FROM (${ofTopic} AND (${after} IS NULL OR ${mostOfWork} < 10 * (${after} + 1) - 5 * matching.match)) AS record
            ORDER BY record.most DESC, record.key
            LIMIT greatest(${LEAST_TRIED}, ${TRIED_FOR_EACH} * ${first} / (SELECT count(*) FROM matching))
          ) AS tried
          ORDER BY 5 * matching.match + tried.most DESC, tried.key
          LIMIT ${TRIED_FOR_EACH} * ${first}
        ) AS tried
      ) AS tried USING (key)
      WHERE NOT (${FEW_MATCH})
    ),
    scored AS MATERIALIZED (
      SELECT likely.key, NULL::integer AS text, matched.score
      FROM likely CROSS JOIN today CROSS JOIN LATERAL (
        SELECT max(${score}) AS score
        FROM (${experienceOf('staff_key = likely.key', prepared)} OFFSET 0) AS record JOIN matching USING (topic_key)
      ) AS matched
    ),
    floor AS MATERIALIZED (
      SELECT score, key FROM scored AS page WHERE ${isBehind('score')} ORDER BY score DESC, key OFFSET ${first} - 1 LIMIT 1
    ),
    page AS (
      SELECT *
      FROM (
        SELECT * FROM scored WHERE ${FEW_MATCH}
        UNION ALL
        SELECT record.key, NULL, max(${score})
        FROM matching CROSS JOIN today LEFT JOIN floor ON TRUE CROSS JOIN LATERAL (
          ${ofTopic}
            AND ${mostOfWork} >= coalesce(10 * floor.score - 5 * matching.match, 0)
            AND (floor.key IS NULL OR ${mostOfWork} >= 10 * (floor.score + 1) - 5 * matching.match OR staff_key <= floor.key)
          OFFSET 0
        ) AS record
        WHERE NOT (${FEW_MATCH}) AND ${isAmong('record.key', 'best')}
        GROUP BY record.key
      ) AS page
      WHERE ${isBehind('score')}
      ORDER BY score DESC, key
      LIMIT ${first}
    )`;
}

/** The CTEs `found`, the staff of `best`, and `found_bits`, the same as bits: what facets divide. */
export const FOUND_STAFF = `
    found AS MATERIALIZED (
      SELECT staff.number, staff.languages FROM best JOIN staff USING (key) WHERE ${FEW_MATCH}
      UNION ALL
      SELECT number, languages FROM staff WHERE NOT (${FEW_MATCH}) AND ${isAmong('key', 'best')}
    ),
    found_bits AS MATERIALIZED (${asBits('found')})`;

/** A query for the `bits` of the rows of a table with `number`, by `chunk` and by what else is named. */
export function asBits(table: string, by?: string): string {
  const columns = by === undefined ? '' : `${by}, `;
  return `SELECT ${columns}number / ${CHUNK} AS chunk, bit_or(set_bit(${NONE}, number % ${CHUNK}, 1)) AS bits
      FROM ${table} GROUP BY ${columns}chunk`;
}

/**
 * A query for each `value` and the `count` of the staff found that has it.
 *
 * @param of what has `value`, `chunk` and `bits`
 */
export function countedByBits(of: string): string {
  return `
      SELECT value, sum(bit_count(bits)) AS count
      FROM (
        SELECT value, chunk, bit_or(found_bits.bits & owning.bits) AS bits
        FROM (${of}) AS owning JOIN found_bits USING (chunk)
        GROUP BY value, chunk
      ) AS owning
      GROUP BY value
      HAVING sum(bit_count(bits)) > 0`;
}
