import { RateLimitedError, TooCostlyError } from '../cost/Account';
import type { CityChoice } from '../choice/chooseCities';
import { askForHits } from '../hits/askForHits';
import type { HitsCall } from '../hits/askForHits';
import { comparePositions } from '../hits/Hit';
import type { Hit, Position } from '../hits/Hit';
import type { HitsRequest } from '../hits/HitsRequest';
import type { UsableAnswer } from '../hits/readAnswer';
import type { Features, SearchKind } from '../kinds';
import type { SearchDependencies } from '../SearchDependencies';

interface AskedPage {
  readonly choice: CityChoice;
  readonly usable: readonly UsableAnswer[];
  readonly after: Position;
  readonly request: HitsRequest;
}

/**
 * Whether a hit stands where a page comes from: at the position behind which it begins, or before that. A city that gives all it
 * has behind the position counts the others; one that has more to give is asked for the first hit of all. Those that do not answer
 * have none, as far as anybody can tell.
 */
export async function anyPassedBy<F extends Features>(
  kind: SearchKind<F>,
  { choice, usable, after, request }: AskedPage,
  call: HitsCall,
  dependencies: SearchDependencies,
): Promise<boolean> {
  if (usable.some(({ hits, total }) => hits.length < request.first && total > hits.length)) return true;
  const untold = new Set(usable.flatMap(({ cityId, hits }) => (hits.length < request.first ? [] : [cityId])));
  if (untold.size === 0) return false;
  const first = { ...request, first: 1, after: null, wantsFacets: false };
  const cities = { ...choice, asked: choice.asked.filter(({ cityId }) => untold.has(cityId)) };
  try {
    const { answers } = await askForHits(
      kind,
      cities,
      first,
      { ...call, require: 'ANY', recordQuestions: [], reserve: undefined },
      dependencies,
    );
    const isPassedBy = (hit: Hit): boolean =>
      request.reversed === true ? comparePositions(hit, after) >= 0 : comparePositions(hit, after) <= 0;
    return answers.some((answer) => 'hits' in answer && answer.hits.some(isPassedBy));
  } catch (error) {
    // There was a hit when the client was told its position.
    if (error instanceof TooCostlyError || error instanceof RateLimitedError) return true;
    throw error;
  }
}
