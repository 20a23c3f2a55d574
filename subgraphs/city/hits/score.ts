import type { Role } from '../../contract/enums';
import {
  MAPPING_WEIGHTS,
  NEED_STATUS_WEIGHTS,
  ROLE_WEIGHTS,
  STATUS_WEIGHTS,
  UNKNOWN_WEIGHT,
} from '../../contract/scoreWeights';
import type { SqlParameters } from '../record/SqlParameters';

// The score, version 1, as SQL over the columns of a candidate (see HitSource), `match` (how well its topic or its text
// matched) and those of `today`. The hub computes the same from the features that a hit carries. All numbers are
// integers from 0 to 1000, and every division rounds down, as PostgreSQL's does for integers that are not negative.
//
// Days are numbers like 20260315, and months are counted from the year 0: `since_month`, `until_month` and `until_day` are
// columns that PostgreSQL made of the dates when they were stored, since a search computes many scores and it is slow at
// taking dates apart.

/** A query for the hub's day, `YYYY-MM-DD`, as a number and as its month. */
export function today(day: string, parameters: SqlParameters): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const number = parameters.bind(Number(day.replaceAll('-', '')));
  return `SELECT ${number}::integer AS day, ${parameters.bind(12 * year + month)}::integer AS month`;
}

const weighted = (column: string, weights: Readonly<Record<string, number>>): string =>
  `CASE ${column} ${Object.entries(weights)
    .map(([value, weight]) => `WHEN '${value}' THEN ${weight}`)
    .join(' ')} ELSE 0 END`;

/** How well a topic matches through this mapping when the concept has this weight. */
export const conceptMatch = (mapping: string, weight: string): string =>
  `${weighted(mapping, MAPPING_WEIGHTS)} * ${weight} / 1000`;

/** 1000 until a year after the last day, then 100 less for each full year. */
const recency = 'greatest(0, 1000 - 100 * greatest(0, (day - until_day) / 10000))';

const experienceRecency = `CASE
  WHEN until_day IS NOT NULL THEN ${recency}
  WHEN since_month IS NOT NULL THEN 1000
  ELSE ${UNKNOWN_WEIGHT} END`;

/** The calendar months that the work touched, to today at most; five years are enough for 1000. */
const experienceDuration = `CASE
  WHEN since_month IS NULL THEN ${UNKNOWN_WEIGHT}
  ELSE least(1000, 1000 * greatest(0, least(coalesce(until_month, month), month) - since_month + 1) / 60) END`;

const role = weighted('role', ROLE_WEIGHTS);

/** @param work what an experience adds beside its match */
export const staffScoreOf = (work: string): string => `(5 * match + ${work}) / 10`;

/** The most that an experience in one of these roles can add. */
export const mostOfRoles = (roles: readonly Role[]): number =>
  2 * Math.max(...roles.map((one) => ROLE_WEIGHTS[one])) + 3000;

export const staffScore = staffScoreOf(`2 * ${role} + 2 * ${experienceRecency} + ${experienceDuration}`);

const programmeRecency = `CASE
  WHEN until_day IS NOT NULL THEN ${recency}
  WHEN since IS NOT NULL AND status IN ('ACTIVE', 'PLANNED') THEN 1000
  ELSE ${UNKNOWN_WEIGHT} END`;

const status = weighted('status', STATUS_WEIGHTS);
export const statusWeight = weighted('item.status', STATUS_WEIGHTS);

export const programmeScore = `(6 * match + 2 * ${programmeRecency} + ${status} + CASE WHEN good_practice THEN 1000 ELSE 0 END) / 10`;

const exchangeRecency = `CASE WHEN until_day IS NULL THEN ${UNKNOWN_WEIGHT} ELSE ${recency} END`;

export const exchangeScore = `(7 * match + 3 * ${exchangeRecency}) / 10`;

export const offerScore = 'match';

export const needScore = `(8 * match + 2 * ${weighted("coalesce(status, 'OPEN')", NEED_STATUS_WEIGHTS)}) / 10`;
