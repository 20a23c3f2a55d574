import type { SearchableNetwork } from '../SearchSources';
import { Candidates } from './Candidates';
import type { CityFilter } from './Candidates';

/** Of a network, prepared once for each network object. */
const prepared = new WeakMap<SearchableNetwork, Candidates>();

const NONE: readonly string[] = [];

/** The ids of the suspended cities that pass a filter, sorted: none of them is asked, and an answer lacks what they have. */
export function suspendedBy(network: SearchableNetwork, filter: CityFilter): readonly string[] {
  let candidates = prepared.get(network);
  if (candidates === undefined) {
    candidates = new Candidates(network, ({ suspended }) => suspended === true);
    prepared.set(network, candidates);
  }
  if (candidates.ids.length === 0) return NONE;
  const passing = candidates.passing(filter);
  return candidates.ids.filter((_, rank) => passing.has(rank));
}
