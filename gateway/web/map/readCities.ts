import type { Query, QueryResult } from '../Query';
import { NoDataError } from '../search/askHub';
import type { ListedCity } from './MapCity';

/** Cities on a page of the API, and pages that are read: the hub has them by itself, and asks no city for it. */
const FIRST = 100;
const MOST_PAGES = 10;

/** What an operation selects of the network's cities, with the variable `$citiesAfter: String`. */
export const LISTED_CITIES = `cities(first: ${FIRST}, after: $citiesAfter) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name country status location { latitude longitude } }
  }`;

/** An operation that asks for cities alone. */
export const CITIES_ALONE = `query Cities($citiesAfter: String) {
  ${LISTED_CITIES}
}
`;

interface CityPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly ListedCity[];
}

export interface CitiesOfNetwork {
  readonly cities: readonly ListedCity[];
  /** How many more there are than were read. */
  readonly further: number;
}

/**
 * Reads the cities in the answer of an operation that selects `LISTED_CITIES` and, of a network with more than a hundred, asks for the
 * others after it.
 *
 * @throws where the cities cannot be had
 */
export async function readCities(query: Query, result: QueryResult, signal: AbortSignal): Promise<CitiesOfNetwork> {
  let page = pageIn(result);
  const { totalCount } = page;
  const cities = [...page.nodes];
  for (let pages = 1; pages < MOST_PAGES && page.pageInfo.hasNextPage; pages++) {
    page = pageIn(
      await query({ query: CITIES_ALONE, variables: { citiesAfter: page.pageInfo.endCursor } }, { signal }),
    );
    cities.push(...page.nodes);
  }
  return { cities, further: Math.max(0, totalCount - cities.length) };
}

function pageIn({ data, errors }: QueryResult): CityPage {
  if (data?.['cities'] == null) throw new NoDataError(errors ?? []);
  // The hub's own schema guarantees the shape of what LISTED_CITIES selects.
  return data['cities'] as CityPage;
}
