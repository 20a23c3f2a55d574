import type { Network } from '../../../subgraphs/directory/network/Network';
import type { PlaceReader } from '../../../subgraphs/directory/places/createPlaceReader';
import type { NamedNetwork } from '../../../subgraphs/search/SearchSources';

/** The network as search sees it: of a city's address it knows only whether there is one. */
export function toSearchableNetwork(network: Network, readPlaces: PlaceReader): NamedNetwork {
  const { cities, alliances } = network;
  return {
    cities: new Map(
      [...cities.values()].map(({ id, country, url, suspended, population, location, languages, allianceIds }) => [
        id,
        {
          id,
          country,
          connected: url !== undefined,
          ...(suspended?.url !== undefined && { suspended: true }),
          ...(population !== undefined && { population }),
          ...(location !== undefined && { location }),
          languages,
          allianceIds,
        },
      ]),
    ),
    alliances,
    readPlaces: (question) => readPlaces(question, network),
  };
}
