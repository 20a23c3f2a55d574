import type { Among } from './RecordsWithHits';

/** More than its share: cities are not all alike in how well their records match. */
const HALF_AS_MUCH_AGAIN = 1.5;
const AND_MORE = 2;

/**
 * How many hits of a page are likely a city's: by how many records each of them counts of those that were asked for. A city
 * that has not told counts as much as the others do on average.
 *
 * @param page so many hits
 */
export function likelyOnPage(
  cityIds: readonly string[],
  recordsOf: (cityId: string) => number | undefined,
  page: number,
): Among {
  const counts = new Map(cityIds.map((cityId) => [cityId, recordsOf(cityId)]));
  const told = [...counts.values()].filter((count) => count !== undefined);
  const sum = told.reduce((all, count) => all + count, 0);
  const mean = told.length === 0 ? 1 : sum / told.length;
  const total = sum + mean * (counts.size - told.length);
  return (cityId) => {
    const share = (counts.get(cityId) ?? mean) / total;
    return Math.min(page, Math.ceil(HALF_AS_MUCH_AGAIN * page * (share || 0)) + AND_MORE);
  };
}
