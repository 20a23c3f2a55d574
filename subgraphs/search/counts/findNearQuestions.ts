import { letOthersGoOn } from '../ask/turns';
import { EVERY_CITY } from '../choice/Candidates';
import type { CityFilter } from '../choice/Candidates';
import { admitWork } from '../cost/admitWork';
import { workOfLookingUp } from '../cost/workOf';
import { exchanges, experts, needs, offers, programmes } from '../kinds';
import type { Features, SearchKind } from '../kinds';
import { understand } from '../question/understand';
import type { Group } from '../question/understand';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { ConceptCount } from '../summary/Summary';

/** `NearQuestion` of the API. */
export interface NearQuestion {
  readonly kind: Uppercase<SearchKind<Features>['name']>;
  /** Null for the question as it was asked. */
  readonly concept: { readonly id: string } | null;
  /** Whether it is asked without the conditions on cities. */
  readonly everywhere: boolean;
  /** That count something for it. */
  readonly cities: number;
}

type Counted = Pick<SearchKind<Features>, 'name' | 'counted'>;

/** A question that found nothing. */
interface AskedInVain {
  readonly kind: Counted;
  readonly filter: CityFilter;
  /** What a record has to have; none where words alone decide. */
  readonly groupsFor: (counted: keyof ConceptCount) => readonly Group[];
  /** Each concept that it names by itself. */
  readonly named: readonly string[];
  /** Where it names none: those that it may be about. */
  readonly didYouMean: readonly string[];
}

const KINDS: readonly Counted[] = [experts, programmes, exchanges, offers, needs];
/** From what was asked for, up to broader concepts and over to related ones. */
const MOST_STEPS = 3;
const MOST_LOOKED_UP = 20;
const MOST_CONCEPTS = 5;

/**
 * Questions near one that found nothing, for which cities count something: it with another kind, without its conditions on
 * cities, then one for a concept. That is one of several that it named, else the fewest steps away; of equally near ones those
 * stand first that more cities count. Where there is none of these, concepts are looked for in all cities. No city is asked.
 *
 * @throws TooCostlyError, RateLimitedError
 */
export async function findNearQuestions(
  { kind, filter, groupsFor, named, didYouMean }: AskedInVain,
  context: SearchContext,
  dependencies: Pick<SearchDependencies, 'network' | 'vocabulary' | 'summaries' | 'maxSearchCost'>,
): Promise<readonly NearQuestion[]> {
  const { vocabulary, summaries, maxSearchCost } = dependencies;
  const network = dependencies.network();
  await admitWork(context, workOfLookingUp(KINDS.length + 1 + 2 * MOST_LOOKED_UP), maxSearchCost);

  const count = (groups: readonly Group[], { counted }: Counted, among: CityFilter) =>
    groups.length === 0
      ? 0
      : summaries.match(groups, counted, { network, filter: among }, context.viewer).matching.length;
  const findConcepts = async (among: CityFilter, everywhere: boolean): Promise<readonly NearQuestion[]> => {
    const found: NearQuestion[] = [];
    const seen = new Set<string>();
    let step = named.length > 0 ? named : didYouMean;
    for (let steps = 0; steps <= MOST_STEPS && found.length === 0; steps += 1) {
      const left = step.filter((id) => !seen.has(id)).slice(0, MOST_LOOKED_UP - seen.size);
      for (const id of left) {
        seen.add(id);
        // That is what was asked.
        if (named.length === 1 && id === named[0]) continue;
        const others = letOthersGoOn(context);
        if (others) await others;
        const { groups } = understand({ concepts: [id], match: 'ANY', text: null }, vocabulary);
        const cities = count(groups, kind, among);
        if (cities > 0) found.push(nearQuestion(kind, { cities, everywhere, concept: { id } }));
      }
      step = [...new Set(left.flatMap((id) => vocabulary.near(id)))];
    }
    return found.sort((a, b) => b.cities - a.cities).slice(0, MOST_CONCEPTS);
  };

  const ofOthers = KINDS.filter(({ name }) => name !== kind.name).map((other) =>
    nearQuestion(other, { cities: count(groupsFor(other.counted), other, filter) }),
  );
  const groups = groupsFor(kind.counted);
  const all = { ...EVERY_CITY, without: filter.without };
  const inAll = count(groups, kind, all);
  // Cities that were asked and found nothing are no more than these.
  const ofAll = inAll > count(groups, kind, filter) ? [nearQuestion(kind, { cities: inAll, everywhere: true })] : [];
  const near = [...ofOthers.filter(({ cities }) => cities > 0), ...ofAll, ...(await findConcepts(filter, false))];
  return near.length > 0 ? near : findConcepts(all, true);
}

function nearQuestion({ name }: Counted, more: Pick<NearQuestion, 'cities'> & Partial<NearQuestion>): NearQuestion {
  return { kind: name.toUpperCase() as NearQuestion['kind'], concept: null, everywhere: false, ...more };
}
