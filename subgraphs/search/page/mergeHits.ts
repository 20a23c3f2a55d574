import { comparePositions } from '../hits/Hit';
import type { Hit } from '../hits/Hit';

export interface HitPage {
  readonly hits: readonly Hit[];
  /** Whether more follow. */
  readonly goesOn: boolean;
}

/**
 * Merges the cities' hits, each city's in order, as far as the page goes. As each city was asked for one hit more than the
 * page holds, hits that are left show that more follow.
 *
 * @param reversed whether the cities' hits are in the order turned round
 */
export function mergeHits(answers: readonly (readonly Hit[])[], first: number, reversed = false): HitPage {
  const comesFirst = (hit: Hit, other: Hit): boolean =>
    reversed ? comparePositions(other, hit) < 0 : comparePositions(hit, other) < 0;
  const count = answers.reduce((sum, hits) => sum + hits.length, 0);
  const taken = answers.map(() => 0);
  const hits: Hit[] = [];
  while (hits.length < Math.min(first, count)) {
    let best: Hit | undefined;
    let bestCity = 0;
    for (let city = 0; city < answers.length; city += 1) {
      const next = answers[city]?.[taken[city] ?? 0];
      if (next !== undefined && (best === undefined || comesFirst(next, best))) {
        best = next;
        bestCity = city;
      }
    }
    if (best === undefined) break;
    hits.push(best);
    taken[bestCity] = (taken[bestCity] ?? 0) + 1;
  }
  return { hits, goesOn: count > first };
}
