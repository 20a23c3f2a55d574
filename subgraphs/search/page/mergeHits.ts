import { comparePositions } from '../hits/comparePositions';
import type { Hit } from '../hits/Hit';

export interface HitPage {
  readonly hits: readonly Hit[];
  readonly hasNextPage: boolean;
}

/**
 * Merges the cities' hits and cuts the page. As each city was asked for one hit more than the page holds, a page that is
 * cut short shows that more follow.
 */
export function mergeHits(answers: readonly (readonly Hit[])[], first: number): HitPage {
  const merged = answers.flat().sort(comparePositions);
  return { hits: merged.slice(0, first), hasNextPage: merged.length > first };
}
