import { BadUserInputError } from '../contract/arguments';
import { compareByName } from './compareByName';
import type { DirectorySources, Reference, ServerStatus } from './DirectorySources';
import type { Alliance, City, Network } from './network/Network';
import { isCityId } from '../contract/ids';
import { parseCityFilter } from './CityFilter';
import type { CityFilterInput } from './CityFilter';
import { isConnected } from './network/Network';
import { pageCities } from './pageCities';
import type { CityConnection } from './pageCities';

interface CitiesArguments {
  readonly filter?: CityFilterInput | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

export function createCityResolvers({ network, recentlyLeft, statusOf, statusReasonOf }: DirectorySources) {
  // Sorting thousands of names for every page would be most of its cost.
  const sorted = new WeakMap<Network, readonly City[]>();
  const citiesByName = (): readonly City[] => {
    const current = network();
    const cities = sorted.get(current) ?? [...current.cities.values()].sort(compareByName);
    sorted.set(current, cities);
    return cities;
  };

  return {
    Query: {
      cities: (_: unknown, { filter, first, after }: CitiesArguments): CityConnection => {
        const passes = parseCityFilter(filter ?? {}, network());
        return pageCities(citiesByName().filter(passes), first, after);
      },

      city: (_: unknown, { id }: { id: string }): City => {
        if (!isCityId(id)) throw new BadUserInputError('id', 'the slug of a city such as "gera"', id);
        const city = network().cities.get(id);
        if (city === undefined) throw new BadUserInputError('id', 'a city of this network', id);
        return city;
      },
    },
    City: {
      __resolveReference: ({ id }: Reference): City | null =>
        network().cities.get(id) ?? recentlyLeft?.city(id) ?? null,

      connected: isConnected,
      status: (city: City): 'LISTED' | 'SUSPENDED' | ServerStatus => {
        if (city.suspended) return 'SUSPENDED';
        return isConnected(city) ? statusOf(city.id) : 'LISTED';
      },
      statusReason: (city: City): string | undefined => {
        if (city.suspended) return city.suspended.reason;
        return isConnected(city) ? statusReasonOf?.(city.id) : undefined;
      },
      alliances: ({ allianceIds }: City): readonly Alliance[] => {
        const { alliances } = network();
        return allianceIds
          .map((id) => alliances.get(id))
          .filter((alliance) => alliance !== undefined)
          .sort(compareByName);
      },
    },
  };
}
