import { compareByName } from './compareByName';
import type { DirectorySources, Reference } from './DirectorySources';
import type { Alliance, City } from './network/Network';

export function createAllianceResolvers({ network, recentlyLeft }: Pick<DirectorySources, 'network' | 'recentlyLeft'>) {
  return {
    Query: {
      alliances: (): readonly Alliance[] => [...network().alliances.values()].sort(compareByName),
    },
    Alliance: {
      __resolveReference: ({ id }: Reference): Alliance | null =>
        network().alliances.get(id) ?? recentlyLeft?.alliance(id) ?? null,

      cities: ({ cityIds }: Alliance): readonly City[] => {
        const { cities } = network();
        return cityIds
          .map((id) => cities.get(id))
          .filter((city) => city !== undefined)
          .sort(compareByName);
      },
    },
  };
}
