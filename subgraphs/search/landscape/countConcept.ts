import type { SearchableNetwork } from '../SearchableNetwork';
import type { CityCounts } from '../summary/SummaryStore';
import type { GroupingName } from './Grouping';
import { GROUPINGS } from './Grouping';
import type { GroupCount } from './GroupCount';

/**
 * Adds up by group what cities count on a concept: the groups that count something, in the order of their keys.
 *
 * @param cities by id
 */
export function countConcept(
  cities: readonly CityCounts[],
  groupBy: GroupingName,
  network: SearchableNetwork,
): readonly GroupCount[] {
  // Nothing to add up, and the most groups that can be.
  if (groupBy === 'CITY') return cities.map(({ cityId, counts }) => ({ group: cityId, cities: 1, counts }));

  const { keysOf } = GROUPINGS[groupBy];
  const sums = new Map<string, Sum>();
  for (const { cityId, counts } of cities) {
    const city = network.cities.get(cityId);
    if (city === undefined) continue;
    for (const group of keysOf(city)) {
      let sum = sums.get(group);
      if (sum === undefined) {
        sum = { group, cities: 0, counts: { staff: 0, programmes: 0, exchanges: 0, offers: 0 } };
        sums.set(group, sum);
      }
      sum.cities += 1;
      sum.counts.staff += counts.staff;
      sum.counts.programmes += counts.programmes;
      sum.counts.exchanges += counts.exchanges;
      sum.counts.offers += counts.offers;
    }
  }
  return [...sums.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

interface Sum extends GroupCount {
  cities: number;
  readonly counts: { -readonly [Kind in keyof GroupCount['counts']]: number };
}
