import { populationClassOf } from '../counts/groupCounts';
import type { PopulationClass } from '../counts/groupCounts';
import type { SearchableCity } from '../SearchSources';

/** `SimilarityReason` of the API. What does not belong to its kind is null or empty. */
export interface SimilarityReason {
  readonly kind: keyof typeof WEIGHTS;
  readonly score: number;
  readonly concepts: readonly { readonly id: string }[];
  readonly sharedConcepts: number | null;
  readonly alliances: readonly { readonly id: string }[];
  readonly country: string | null;
  readonly population: PopulationClass | null;
}

/** What two cities both work on. */
export interface SharedWork {
  /** How much of what the one works on it is, 0 to 1; what few cities work on counts for more. */
  readonly share: number;
  /** How many concepts, and those of them that the fewest cities work on, these first. */
  readonly count: number;
  readonly concepts: readonly string[];
}

/** What each likeness counts at most, 1000 together: what cities work on more than all that their place in the world says. */
const WEIGHTS = { WORK: 600, POPULATION: 200, ALLIANCE: 100, COUNTRY: 100 } as const;

const NOTHING = { concepts: [], sharedConcepts: null, alliances: [], country: null, population: null };

/**
 * In what a city is like another one, the weightiest first, and nothing where it is not. The scores add up to how similar
 * it is, 0 to 1000.
 *
 * @param shared undefined where the two have no work in common, or it is not known
 */
export function likenessOf(
  city: SearchableCity,
  other: SearchableCity,
  shared: SharedWork | undefined,
): readonly SimilarityReason[] {
  const reasons: SimilarityReason[] = [];
  if (shared !== undefined) {
    reasons.push({
      ...NOTHING,
      kind: 'WORK',
      score: Math.round(WEIGHTS.WORK * shared.share),
      concepts: shared.concepts.map((id) => ({ id })),
      sharedConcepts: shared.count,
    });
  }
  const population = populationClassOf(city.population);
  if (population !== null && population === populationClassOf(other.population)) {
    reasons.push({ ...NOTHING, kind: 'POPULATION', score: WEIGHTS.POPULATION, population });
  }
  const alliances = city.allianceIds.filter((id) => other.allianceIds.includes(id));
  if (alliances.length > 0) {
    reasons.push({
      ...NOTHING,
      kind: 'ALLIANCE',
      score: WEIGHTS.ALLIANCE,
      alliances: alliances.map((id) => ({ id })),
    });
  }
  if (city.country === other.country) {
    reasons.push({ ...NOTHING, kind: 'COUNTRY', score: WEIGHTS.COUNTRY, country: city.country });
  }
  return reasons.sort((a, b) => b.score - a.score);
}
