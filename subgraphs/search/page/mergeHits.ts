import { comparePositions } from '../hits/Hit';
import type { Hit } from '../hits/Hit';

export interface HitPage {
  readonly hits: readonly Hit[];
  readonly hasNextPage: boolean;
}

/**
 * Merges the cities' hits, each city's in order, as far as the page goes. As each city was asked for one hit more than the
 * page holds, hits that are left show that more follow.
 */
export function mergeHits(answers: readonly (readonly Hit[])[], first: number): HitPage {
  const count = answers.reduce((sum, hits) => sum + hits.length, 0);
  const taken = answers.map(() => 0);
  const hits: Hit[] = [];
  while (hits.length < Math.min(first, count)) {
    let best: Hit | undefined;
    let bestCity = 0;
    for (let city = 0; city < answers.length; city += 1) {
      const next = answers[city]?.[taken[city] ?? 0];
      if (next !== undefined && (best === undefined || comparePositions(next, best) < 0)) {
        best = next;
        bestCity = city;
      }
    }
    if (best === undefined) break;
    hits.push(best);
    taken[bestCity] = (taken[bestCity] ?? 0) + 1;
  }
  return { hits, hasNextPage: count > first };
}
