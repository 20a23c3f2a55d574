/** Counts that take the hub about as long as asking one city. */
const COUNTS_PER_CITY_ASKED = 1000;

/** What it costs to look through the cities' counts on some concepts, which holds up everybody else's queries. */
export function costOfCounting(concepts: number, cities: number): number {
  return Math.ceil((concepts * cities) / COUNTS_PER_CITY_ASKED);
}
