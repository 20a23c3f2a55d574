import type { Group, Question } from '../question/Question';
import type { SearchableNetwork } from '../SearchableNetwork';
import type { ConceptCount, Counts, Summary } from '../summary/Summary';
import type { CityFilter } from './CityFilter';
import { passesFilter } from './CityFilter';

export interface ChooseCitiesInput {
  readonly network: SearchableNetwork;
  readonly filter: CityFilter;
  readonly question: Question;
  /** Which count says whether a city can match. */
  readonly counted: keyof ConceptCount;
  readonly viewer: { readonly anonymous: boolean };
  readonly summaries: { get(cityId: string): Summary | undefined };
  /** How many cities to ask at most when nothing but a text can tell what matches. */
  readonly maxCitiesForText: number;
}

export interface ChosenCity {
  readonly cityId: string;
  /**
   * True when the city counts matching records that this viewer may not see. Null when that cannot be told: without a
   * summary, and as soon as words decide, for a count must not serve to test for a name.
   */
  readonly withheld: boolean | null;
}

export interface CityChoice {
  /** By city id, so that every page of a search asks the same ones. */
  readonly asked: readonly ChosenCity[];
  /** Cities that might match but are beyond the bound. */
  readonly notAsked: number;
  /** Connected cities that pass the filter. */
  readonly candidates: number;
  /** The oldest of the summaries by which cities were chosen or left out. */
  readonly summariesAsOf: Date | null;
}

/**
 * Chooses the connected cities that pass the filter and, by their summary, can match. A city whose summary is not there
 * yet is asked, since it might match. Without any concept a summary says nothing, and a bound takes its place.
 */
export function chooseCities(input: ChooseCitiesInput): CityChoice {
  const { network, filter, question, counted, viewer, summaries } = input;
  const candidates = [...network.cities.values()]
    .filter((city) => city.connected && passesFilter(city, filter))
    .map((city) => city.id)
    .sort();

  if (question.groups.length === 0) {
    const asked = candidates.slice(0, input.maxCitiesForText).map((cityId) => ({ cityId, withheld: null }));
    return { asked, notAsked: candidates.length - asked.length, candidates: candidates.length, summariesAsOf: null };
  }

  const asked: ChosenCity[] = [];
  let oldest: Date | null = null;
  for (const cityId of candidates) {
    const summary = summaries.get(cityId);
    if (summary === undefined) {
      asked.push({ cityId, withheld: null });
      continue;
    }
    if (oldest === null || summary.asOf < oldest) oldest = summary.asOf;
    const visible = viewer.anonymous ? [summary.public] : [summary.public, summary.network];
    if (canMatch(question.groups, visible, counted)) {
      const withheld = viewer.anonymous && canMatch(question.groups, [summary.network], counted);
      asked.push({ cityId, withheld: question.text === null ? withheld : null });
    }
  }
  return { asked, notAsked: 0, candidates: candidates.length, summariesAsOf: oldest };
}

/** A record matches every group, so a city that counts nothing for one of them has no such record. */
function canMatch(groups: readonly Group[], sections: readonly Counts[], counted: keyof ConceptCount): boolean {
  return groups.every(({ terms }) =>
    terms.some(({ concept }) => sections.some((counts) => (counts.get(concept)?.[counted] ?? 0) > 0)),
  );
}
