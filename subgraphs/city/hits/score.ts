// The score, version 1, as SQL over the columns of a candidate (see HitSource), `match` (how well its topic or its text
// matched) and `day` (the hub's). The hub computes the same from the features that a hit carries. All numbers are
// integers from 0 to 1000, and every division rounds down, as PostgreSQL's does for integers that are not negative.

/** What is said of a date, a state or a part that nobody knows. */
const UNKNOWN = 300;

const weighted = (column: string, weights: Readonly<Record<string, number>>): string =>
  `CASE ${column} ${Object.entries(weights)
    .map(([value, weight]) => `WHEN '${value}' THEN ${weight}`)
    .join(' ')} ELSE 0 END`;

const yyyymmdd = (day: string): string => `to_char(${day}, 'YYYYMMDD')::integer`;

/** 1000 until a year after the last day, then 100 less for each full year. */
const recency = (lastDay: string): string =>
  `greatest(0, 1000 - 100 * greatest(0, (${yyyymmdd('day')} - ${yyyymmdd(lastDay)}) / 10000))`;

const month = (day: string): string => `(12 * extract(year FROM ${day}) + extract(month FROM ${day}))::integer`;

/** How well a topic matches through this mapping when the concept has this weight. */
export const conceptMatch = (mapping: string, weight: string): string =>
  `${weighted(mapping, { EXACT_MATCH: 1000, CLOSE_MATCH: 850, BROAD_MATCH: 800, NARROW_MATCH: 500 })} * ${weight} / 1000`;

/** How well a text matches: in the name or title, or elsewhere. */
export const textMatch = (inHeading: string): string => `CASE WHEN ${inHeading} THEN 600 ELSE 400 END`;

const experienceRecency = `CASE
  WHEN until IS NOT NULL THEN ${recency('last_day(until)')}
  WHEN since IS NOT NULL THEN 1000
  ELSE ${UNKNOWN} END`;

/** The calendar months that the work touched, to today at most; five years are enough for 1000. */
const experienceDuration = `CASE
  WHEN since IS NULL THEN ${UNKNOWN}
  ELSE least(1000, 1000 * greatest(0,
    ${month('least(coalesce(last_day(until), day), day)')} - ${month('first_day(since)')} + 1) / 60) END`;

const role = weighted('role', { LED: 1000, WORKED: 700, HOSTED: 500, ADVISED: 500, TOOK_PART: 300 });

export const staffScore = `(5 * match + 2 * ${role} + 2 * ${experienceRecency} + ${experienceDuration}) / 10`;

const programmeRecency = `CASE
  WHEN until IS NOT NULL THEN ${recency('last_day(until)')}
  WHEN since IS NOT NULL AND status IN ('ACTIVE', 'PLANNED') THEN 1000
  ELSE ${UNKNOWN} END`;

const status = weighted('status', { ACTIVE: 1000, COMPLETED: 800, PLANNED: 400, DISCONTINUED: 200 });

export const programmeScore = `(6 * match + 2 * ${programmeRecency} + ${status} + CASE WHEN good_practice THEN 1000 ELSE 0 END) / 10`;

const exchangeRecency = `CASE
  WHEN coalesce(until, since) IS NULL THEN ${UNKNOWN}
  ELSE ${recency('last_day(coalesce(until, since))')} END`;

export const exchangeScore = `(7 * match + 3 * ${exchangeRecency}) / 10`;
