import { EVERY_CITY } from '../choice/Candidates';
import { suspendedBy } from '../choice/suspendedBy';
import type { CityChoice } from '../choice/chooseCities';
import type { SearchableNetwork } from '../SearchSources';
import type { SummaryStore } from '../summary/SummaryStore';

interface ChooseAdaptersInput {
  readonly network: SearchableNetwork;
  readonly viewer: { readonly anonymous: boolean };
  readonly summaries: Pick<SummaryStore, 'survey' | 'adapting'>;
  /** How many cities to ask at most of which nothing is known. */
  readonly maxCitiesForText: number;
}

/**
 * Chooses the cities to ask what was made after a programme: those whose summary names it, and, up to a bound, those whose
 * summary is not there yet or names as many programmes as it may. A city on contract 1.0 says nothing of it and has
 * nothing of it.
 */
export function chooseAdapters(programmeId: string, input: ChooseAdaptersInput): CityChoice {
  const { network, viewer, summaries, maxCitiesForText } = input;
  const [owner = ''] = programmeId.split(':', 1);
  const isOther = (cityId: string): boolean => cityId !== owner && network.cities.get(cityId)?.connected === true;

  const { known, unknown, oldest } = summaries.survey({ network, filter: EVERY_CITY });
  const { naming, hidden, open } = summaries.adapting(programmeId, viewer);
  const unsure = [...open, ...unknown].filter(isOther);
  const asked = [
    ...naming
      .filter(({ cityId }) => isOther(cityId))
      .map(({ cityId, alsoHidden }) => ({ cityId, withheld: alsoHidden })),
    ...unsure.slice(0, maxCitiesForText).map((cityId) => ({ cityId, withheld: null })),
  ];
  return {
    asked: asked.sort((a, b) => (a.cityId < b.cityId ? -1 : 1)),
    notAsked: Math.max(0, unsure.length - maxCitiesForText),
    withheld: viewer.anonymous ? hidden.filter(isOther).length : null,
    suspended: suspendedBy(network, EVERY_CITY).filter((cityId) => cityId !== owner),
    candidates: known + unknown.length - (isConnected(network, owner) ? 1 : 0),
    summariesAsOf: oldest,
  };
}

function isConnected(network: SearchableNetwork, cityId: string): boolean {
  return network.cities.get(cityId)?.connected === true;
}
