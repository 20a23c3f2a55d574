import { letOthersGoOn } from '../ask/turns';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { ConceptCount } from '../summary/Summary';
import type { CityCounts, Scope } from '../summary/SummaryStore';
import type { BoundedCounts } from './tellCounts';

/** What a city counts on a concept and the narrower ones. */
export type CityBounds = CityCounts & BoundedCounts;

const COUNTED = ['staff', 'programmes', 'exchanges', 'offers', 'needs'] as const satisfies (keyof ConceptCount)[];

/**
 * What each city counts on some concepts together, by city. A summary counts each concept by itself, and a record that is about several
 * of them stands in the count of each: so a city has at least as many as on the concept on which it counts most, and at most as many as on
 * all of them together.
 *
 * A small count of staff that is not told stands for all that it can be. So the bounds say nothing that the counts on each concept do
 * not say.
 *
 * @param concepts that some city counts something on
 * @param fewest below which a count of staff is not told, as `fewestTold` has it
 */
export async function countWithin(
  concepts: readonly string[],
  scope: Scope,
  fewest: number,
  context: SearchContext,
  { summaries }: Pick<SearchDependencies, 'summaries'>,
): Promise<readonly CityBounds[]> {
  const bounds = new Map<string, Bounds>();
  for (const concept of concepts) {
    const others = letOthersGoOn(context);
    if (others) await others;
    for (const { cityId, counts, countsNeeds } of summaries.countsOn(concept, scope, context.viewer)) {
      let city = bounds.get(cityId);
      if (city === undefined) bounds.set(cityId, (city = { cityId, counts: nothing(), most: nothing(), countsNeeds }));
      for (const kind of COUNTED) {
        const isTold = kind !== 'staff' || counts.staff === 0 || counts.staff >= fewest;
        city.counts[kind] = Math.max(city.counts[kind], isTold ? counts[kind] : 1);
        city.most[kind] += isTold ? counts[kind] : fewest - 1;
      }
    }
  }
  return [...bounds.values()].sort((a, b) => (a.cityId < b.cityId ? -1 : 1));
}

type Sum = { -readonly [Kind in keyof ConceptCount]: number };

interface Bounds extends CityBounds {
  readonly counts: Sum;
  readonly most: Sum;
}

const nothing = (): Sum => ({ staff: 0, programmes: 0, exchanges: 0, offers: 0, needs: 0 });

/** A concept and those narrower ones on which some city counts something. */
export function countedWithin(
  concept: string,
  { summaries, vocabulary }: Pick<SearchDependencies, 'summaries' | 'vocabulary'>,
): readonly string[] {
  const counted = new Set(summaries.countedConcepts().map((each) => each.concept));
  return [concept, ...vocabulary.narrower(concept).filter((id) => counted.has(id))];
}
