import type { SqlParameters } from '../record/SqlParameters';
import type { HitSource } from './matchingRows';

// A question that most of a large city matches would take seconds, if all matches were ordered and divided. So what comes behind
// the first so many, in an order that no question changes, is left out once it was found to match.

/** The CTE `counted`: how many matches are looked at, and whether these are all there are in `every`. */
export function countedUpTo(most: number, parameters: SqlParameters): string {
  const bound = parameters.bind(most);
  return `
    counted AS MATERIALIZED (
      SELECT least(found, ${bound}) AS total, found <= ${bound} AS is_exact
      FROM (SELECT count(*)::integer AS found FROM every) AS every
    )`;
}

/**
 * The CTE `best`: the rows of `tiered` that are looked at. These are all, or those in higher tiers, and of the tier in which it is
 * full those that come first in the order of the city.
 */
export function firstOf({ inOrder }: Pick<HitSource, 'inOrder'>): string {
  const steps = inOrder.map((_, step) => `step${step}`);
  return `
    edge AS MATERIALIZED (
      SELECT tier, (SELECT total FROM counted) - (so_far - count) AS room
      FROM (SELECT tier, count(*) AS count, sum(count(*)) OVER (ORDER BY tier DESC) AS so_far FROM tiered GROUP BY tier) AS tier
      WHERE so_far >= (SELECT total FROM counted) AND NOT (SELECT is_exact FROM counted)
      ORDER BY tier DESC LIMIT 1
    ),
    at_edge AS NOT MATERIALIZED (SELECT key FROM tiered JOIN edge USING (tier)),
    ${inOrder.map((keys, step) => `step${step} AS MATERIALIZED (${stepOf(keys, steps.slice(0, step))})`).join(',')},
    best AS MATERIALIZED (
      SELECT tiered.* FROM tiered WHERE (SELECT is_exact FROM counted) OR tier > (SELECT tier FROM edge)
      UNION ALL
      SELECT tiered.*
      FROM tiered
      WHERE NOT (SELECT is_exact FROM counted) AND tier = (SELECT tier FROM edge)
        AND (${steps.map((step) => `(key IN (SELECT key FROM ${step})) IS TRUE`).join(' OR ')})
    )`;
}

/** Those at the edge for which the steps before leave room. */
function stepOf(keys: string, before: readonly string[]): string {
  const taken = before.map((step) => `- (SELECT count(*) FROM ${step})`).join(' ');
  return `
      SELECT key FROM (${keys} OFFSET 0) AS record
      WHERE (key IN (SELECT key FROM at_edge)) IS TRUE
      LIMIT coalesce((SELECT room FROM edge) ${taken}, 0)`;
}
