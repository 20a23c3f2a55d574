import { COSTS } from './COSTS';
import type { Work } from './Work';

/** How many records a city counts of those that a search goes through; undefined while the hub has no summary of it. */
export type RecordsOf = (cityId: string) => number | undefined;

export interface SearchWork {
  readonly cityIds: readonly string[];
  readonly recordsOf: RecordsOf;
  /** Whether records are looked through for words, which takes longer than finding those of a concept. */
  readonly byWords: boolean;
  readonly wantsFacets: boolean;
}

/** Of a city that has not told how much it has. */
const RECORDS_OF_STRANGERS = 50;
/** Whatever a city says of itself: of what a request may cost, so that a search alone can always be asked, and of a minute. */
const MAX_SEARCH_MS = 200;
const MAX_PAID_MS = 1_000;

/** What the hub does to plan an operation, unless it did before, and to build the answer. */
export function workOfOperation(
  { selections, values }: { readonly selections: number; readonly values: number },
  isPlanned: boolean,
): Work {
  const { planned, selected, value } = COSTS.hub;
  return { hub: selections * (isPlanned ? selected : planned + selected) + values * value, cities: [] };
}

/** A search in some cities. */
export function workOfSearch({ cityIds, recordsOf, byWords, wantsFacets }: SearchWork): Work {
  const { search, match, read, facets } = COSTS.city;
  return {
    hub: COSTS.hub.search + COSTS.hub.call * cityIds.length,
    tried: COSTS.hub.search,
    cities: cityIds.map((cityId) => {
      const records = recordsOf(cityId) ?? RECORDS_OF_STRANGERS;
      const ms = (search + records * (byWords ? read : match)) * (wantsFacets ? facets : 1);
      return [cityId, Math.min(MAX_SEARCH_MS, ms), Math.min(MAX_PAID_MS, ms)];
    }),
  };
}

/** A fetch of records from some cities, each with as many values as may come of it. */
export function workOfFetch(valuesByCity: Iterable<readonly [cityId: string, values: number]>): Work {
  const cities = Array.from(
    valuesByCity,
    ([cityId, values]) => [cityId, COSTS.city.fetch + COSTS.city.value * values] as const,
  );
  return { hub: COSTS.hub.call * cities.length, cities };
}

/** Looking through the cities' counts on some concepts, which asks no city. */
export function workOfCounting(concepts: number, cities: number): Work {
  return { hub: concepts * (COSTS.hub.concept + COSTS.hub.count * cities), cities: [] };
}
