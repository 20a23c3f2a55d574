import type { Question } from '../question/understand';
import type { SearchableNetwork } from '../SearchSources';
import type { ConceptCount } from '../summary/Summary';
import type { SummaryStore } from '../summary/SummaryStore';
import { candidatesOf } from './Candidates';
import type { CityFilter } from './Candidates';
import { suspendedBy } from './suspendedBy';

export interface ChooseCitiesInput {
  readonly network: SearchableNetwork;
  readonly filter: CityFilter;
  readonly question: Question;
  /** Which count says whether a city can match. */
  readonly counted: keyof ConceptCount;
  readonly viewer: { readonly anonymous: boolean };
  readonly summaries: Pick<SummaryStore, 'survey' | 'match'>;
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
  /**
   * Cities that are not asked because all their matching records are for members. Null for members, and as soon as words
   * decide.
   */
  readonly withheld: number | null;
  /** Of suspended cities, which are not asked, the ids of those that pass the filter and might match. */
  readonly suspended: readonly string[];
  /** Connected cities that pass the filter. */
  readonly candidates: number;
  /** The oldest of the summaries by which cities were chosen or left out. */
  readonly summariesAsOf: Date | null;
}

/**
 * Chooses the connected cities that pass the filter and, by their summary, can match. A city whose summary is not there
 * yet, or does not count records of the kind, is asked, since it might match. Without any concept a summary says nothing, and a bound takes its place.
 *
 * Without a condition on the cities it costs as much as there are cities that count something on the concepts, however
 * many the network has.
 */
export function chooseCities(input: ChooseCitiesInput): CityChoice {
  const { network, filter, question, counted, viewer, summaries } = input;
  if (question.groups.length === 0) return chooseForText(input);

  const { known, unknown, oldest } = summaries.survey({ network, filter });
  const { matching, hidden, uncounted } = summaries.match(question.groups, counted, { network, filter }, viewer);
  const byWords = question.text !== null;
  const asked = [
    ...matching.map(({ cityId, alsoHidden }) => ({ cityId, withheld: byWords ? null : alsoHidden })),
    ...[...unknown, ...uncounted].map((cityId) => ({ cityId, withheld: null })),
  ];
  return {
    asked: asked.length === matching.length ? asked : asked.sort((a, b) => (a.cityId < b.cityId ? -1 : 1)),
    notAsked: 0,
    withheld: byWords || !viewer.anonymous ? null : hidden,
    suspended: suspendedBy(network, filter),
    candidates: known + unknown.length,
    summariesAsOf: oldest,
  };
}

function chooseForText({ network, filter, maxCitiesForText }: ChooseCitiesInput): CityChoice {
  const candidates = candidatesOf(network);
  const passing = candidates.passing(filter);
  const asked: ChosenCity[] = [];
  for (let rank = 0; asked.length < maxCitiesForText && rank < candidates.ids.length; rank += 1) {
    if (passing.has(rank)) asked.push({ cityId: candidates.idAt(rank), withheld: null });
  }
  return {
    asked,
    notAsked: passing.size - asked.length,
    withheld: null,
    suspended: suspendedBy(network, filter),
    candidates: passing.size,
    summariesAsOf: null,
  };
}
