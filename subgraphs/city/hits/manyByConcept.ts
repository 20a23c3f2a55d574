import { experienceOf, FEW_MATCH, isAmong, MANY, mostOfWork } from './matchingRows';
import type { Page, PreparedStaff } from './matchingRows';
import type { Question } from './question';
import { bitOf, hasTiers } from './tiers';

// Searches for staff by concept. A city has very many, each with much experience: who matches is found from bits, a thousand at a
// time (`topic_staff`), and experience is read for the page alone, the best of each topic first, and only as far as it can be on it.

/** So many numbers share a row of bits. */
const CHUNK = 1024;
const NONE = `B'0'::bit(${CHUNK})`;

/** With more groups and aspects, topics that have the same ones are put together first. */
const MANY_BITS = 5;

/**
 * Where more experience than this had to be read of the topics, that of those in the lowest tier is read instead: there are ten
 * thousand of them at most. Far behind the first page it is as a rule.
 */
const MOST_READ = 100_000;

/** How much experience is looked at to find out what a member of staff on the page has at least: for each that it holds. */
const TRIED_FOR_EACH = 4;
/** Of each topic at least so much. */
const LEAST_TRIED = 20;

/**
 * The CTE `reached`: of those who have experience on the topics in `matching`, as `bits` who has something of every group, and as
 * `aspect0` and so on who has something of each aspect.
 */
export function reachedBy({ passing }: PreparedStaff, { groups, aspects }: Question): string {
  const through = (bit: number): string =>
    `coalesce(bit_or(working.bits) FILTER (WHERE get_bit(through, ${bit}) = 1), ${NONE})`;
  const ofGroups = groups.length > 0 ? [`${groups.map((_, group) => through(group)).join(' & ')} AS bits`] : [];
  const ofAspects = aspects.map((_, aspect) => `${through(groups.length + aspect)} AS aspect${aspect}`);
  const working = 'matching JOIN topic_staff USING (topic_key)';
  const columns = [...ofGroups, ...ofAspects].join(', ');
  if (groups.length + aspects.length <= MANY_BITS) {
    return `
    reached AS MATERIALIZED (
      SELECT chunk, ${columns}
      FROM (SELECT chunk, matching.bits AS through, topic_staff.bits FROM ${working} WHERE ${passing}) AS working
      GROUP BY chunk
    )`;
  }
  return `
    reached AS MATERIALIZED (
      SELECT chunk, ${columns}
      FROM (
        SELECT chunk, matching.bits AS through, bit_or(topic_staff.bits) AS bits FROM ${working} WHERE ${passing}
        GROUP BY chunk, matching.bits
      ) AS working
      GROUP BY chunk
    )`;
}

/** The bits for the aspects of the row of staff with this `number`, beside which stands its chunk of `reached`, if there is one. */
export function aspectsReached({ aspects }: Question): string {
  return aspects.map((_, aspect) => bitOf(`coalesce(get_bit(aspect${aspect}, number % ${CHUNK}), 0)`)).join(' || ');
}

export const BESIDE_REACHED = `LEFT JOIN reached ON reached.chunk = number / ${CHUNK}`;

/**
 * Who has something of every group, and all words: `key`, `number`, and `text`, which is null. Where they can be few only, or few
 * have the words, those are looked up one by one.
 */
export function bestReached({ seen }: PreparedStaff, { words }: Question): string {
  const found = (from: string): string => `
      SELECT record.key, record.number, NULL::integer AS text
      FROM ${from} AS record JOIN reached ON reached.chunk = record.number / ${CHUNK}
      WHERE get_bit(reached.bits, record.number % ${CHUNK}) = 1`;
  const byWords = words.length > 0;
  const few = byWords
    ? 'containing'
    : `(
          SELECT ${CHUNK} * chunk + place AS number
          FROM reached CROSS JOIN generate_series(0, ${CHUNK - 1}) AS place
          WHERE bit_count(bits) > 0 AND get_bit(bits, place) = 1
        )`;
  const by = byWords ? 'key' : 'number';
  const areFew = `${byWords ? '(SELECT count FROM contained)' : '(SELECT sum(bit_count(bits)) FROM reached)'} < ${MANY}`;
  return `
      ${found(`(
        SELECT record.*
        FROM ${few} AS few CROSS JOIN LATERAL (SELECT * FROM (${seen}) AS record WHERE record.${by} = few.${by} OFFSET 0) AS record
        WHERE ${areFew}
      )`)}
      UNION ALL
      ${found(`(${seen})`)}
        ${byWords ? `AND ${isAmong('record.key', 'containing')}` : ''} AND NOT (${areFew})`;
}

/**
 * The CTE `ranked` with the scores of those in `best` who can be on the page. Nobody can who stands in a lower tier than those by
 * whom it is full. In the lowest that it needs, each is scored where they are few. Else some that are likely to come first are:
 * as many as the page holds surely stand before `floor`, and no experience has to be looked at that adds less than that.
 *
 * @param score of an experience
 */
export function rankedByConcept(
  prepared: PreparedStaff,
  question: Question,
  score: string,
  { isBehind, after, first }: Page,
): string {
  const ofTopic = experienceOf('topic_key = matching.topic_key', prepared);
  const areFew = `(SELECT count(*) FROM lowest) < ${MANY}`;
  return `
    level AS MATERIALIZED (${hasTiers(question) ? lowestTier(after.tier, first) : 'SELECT 0 AS tier'}),
    lowest AS MATERIALIZED (SELECT key, tier FROM best JOIN level USING (tier)),
    likely AS MATERIALIZED (
      SELECT key, tier FROM lowest WHERE ${areFew}
      UNION ALL
      SELECT key, best.tier FROM best JOIN level ON best.tier > level.tier AND (${after.tier} IS NULL OR best.tier <= ${after.tier})
      UNION ALL
      SELECT DISTINCT key, tier
      FROM (
        SELECT tried.key, level.tier
        FROM matching CROSS JOIN level CROSS JOIN LATERAL (
          SELECT record.key, record.most
          FROM (
            ${ofTopic} AND ${isAmong('staff_key', 'lowest')}
              AND (${after.tier} IS NULL OR level.tier < ${after.tier} OR ${mostOfWork} < 10 * (${after.score} + 1) - 5 * matching.match)
          ) AS record
          ORDER BY record.most DESC, record.key
          LIMIT greatest(${LEAST_TRIED}, ${TRIED_FOR_EACH} * ${first} / (SELECT count(*) FROM matching))
        ) AS tried
        WHERE matching.match IS NOT NULL AND NOT (${areFew})
        ORDER BY 5 * matching.match + tried.most DESC, tried.key
        LIMIT ${TRIED_FOR_EACH} * ${first}
      ) AS tried
    ),
    scored AS MATERIALIZED (${scoredEach('likely', prepared, score)}),
    floor AS MATERIALIZED (
      SELECT tier, score, key FROM scored AS page
      WHERE ${isBehind('score')}
      ORDER BY tier DESC, score DESC, key
      OFFSET ${first} - 1 LIMIT 1
    ),
    beginning AS MATERIALIZED (
      SELECT *
      FROM (
        SELECT record.*, matching.match, row_number() OVER () AS place
        FROM matching CROSS JOIN floor CROSS JOIN level CROSS JOIN LATERAL (
          ${ofTopic}
            AND ${mostOfWork} >= 10 * floor.score - 5 * matching.match
            AND (${mostOfWork} >= 10 * (floor.score + 1) - 5 * matching.match OR staff_key <= floor.key)
          OFFSET 0
        ) AS record
        WHERE matching.match IS NOT NULL AND NOT (${areFew}) AND floor.tier = level.tier
        LIMIT ${MOST_READ}
      ) AS record
      WHERE ${isAmong('key', 'lowest')} OR place = ${MOST_READ}
    ),
    -- Nobody in the lowest tier is needed where the page is full before.
    way AS MATERIALIZED (
      SELECT NOT (${areFew}) AND (floor.tier = level.tier) IS NOT FALSE AS is_needed,
        floor.key IS NOT NULL AND NOT EXISTS (SELECT FROM beginning WHERE place = ${MOST_READ}) AS is_short
      FROM level LEFT JOIN floor ON TRUE
    ),
    ranked AS (
      SELECT scored.* FROM scored JOIN level ON ${areFew} OR scored.tier > level.tier
      UNION ALL
      SELECT record.key, level.tier, max(${score})
      FROM beginning AS record CROSS JOIN level CROSS JOIN today
      WHERE (SELECT is_needed AND is_short FROM way)
      GROUP BY record.key, level.tier
      UNION ALL
      ${scoredEach(`(SELECT * FROM lowest WHERE (SELECT is_needed AND NOT is_short FROM way))`, prepared, score)}
    )`;
}

/**
 * The CTE `ranked` for a page that goes backwards: the scores of those in `best` who can stand before the position, each looked up.
 *
 * @param score of an experience
 */
export function rankedBefore(prepared: PreparedStaff, score: string, { after }: Page): string {
  return `
    ranked AS (
      ${scoredEach(`(SELECT * FROM best WHERE (tier >= ${after.tier}) IS NOT FALSE)`, prepared, score)}
    )`;
}

/**
 * A query for the best score of each of these, by all its experience on what matches.
 *
 * @param staff what has their `key` and `tier`
 */
function scoredEach(staff: string, prepared: PreparedStaff, score: string): string {
  // Experience first, and then its topics: joined for each of the staff, the topics would be gone through each time.
  return `
      SELECT record.key, record.tier, max(${score}) AS score
      FROM (
        SELECT record.*, staff.tier
        FROM ${staff} AS staff CROSS JOIN LATERAL (${experienceOf('staff_key = staff.key', prepared)} OFFSET 0) AS record
        OFFSET 0
      ) AS record JOIN matching USING (topic_key) CROSS JOIN today
      WHERE matching.match IS NOT NULL
      GROUP BY record.key, record.tier`;
}

/** The lowest tier that a page needs which begins in one, or at the top: whoever is in the next ones fills it. */
function lowestTier(after: string, first: string): string {
  return `
      SELECT coalesce(max(tier), 0) AS tier
      FROM (
        SELECT tier, sum(count(*)) OVER (ORDER BY tier DESC) AS so_far
        FROM best
        WHERE ${after} IS NULL OR tier < ${after}
        GROUP BY tier
      ) AS tier
      WHERE so_far >= ${first}`;
}

/** The CTEs `found`, the staff of `best`, and `found_bits`, the same as bits: what facets divide. */
export const FOUND_STAFF = `
    found AS MATERIALIZED (
      SELECT staff.number, staff.languages FROM best JOIN staff USING (key) WHERE ${FEW_MATCH}
      UNION ALL
      SELECT number, languages FROM staff WHERE NOT (${FEW_MATCH}) AND (number IN (SELECT number FROM best)) IS TRUE
    ),
    found_bits AS MATERIALIZED (${asBits('best')})`;

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
