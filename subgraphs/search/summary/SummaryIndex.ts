import { candidatesOf } from '../choice/Candidates';
import type { Group } from '../question/understand';
import type { SearchableNetwork } from '../SearchSources';
import type { Section } from './ConceptPosting';
import { columnOf, ConceptPosting } from './ConceptPosting';
import { KnownCandidates } from './KnownCandidates';
import { matchGroups } from './matchGroups';
import { NamedIndex } from './NamedIndex';
import type { AdaptingCities } from './NamedIndex';
import type { ConceptCount, Summary, SummaryVersion } from './Summary';
import { someOf } from './someOf';
import { claimsIn } from './CorrectedSummary';
import type {
  CityCounts,
  Claim,
  ConceptSum,
  MatchingCities,
  Scope,
  SummaryStore,
  SurveyedCities,
} from './SummaryStore';

const NOTHING: ConceptCount = { staff: 0, programmes: 0, exchanges: 0, offers: 0, needs: 0 };

/** A city whose summary is there. Its counts stand in the postings of its concepts, under its slot. */
interface IndexedCity {
  readonly id: string;
  readonly slot: number;
  version: string;
  asOf: number;
  countsNeeds: boolean;
  postings: readonly ConceptPosting[];
}

/**
 * Summaries turned over: for each concept, the cities that count something on it. A city takes the memory of its counts
 * and little more, and a question touches only the cities to which its concepts lead.
 */
export class SummaryIndex implements Pick<
  SummaryStore,
  'get' | 'survey' | 'countsOn' | 'sumOn' | 'countedConcepts' | 'recordsOn' | 'match' | 'confirms'
> {
  readonly #cities = new Map<string, IndexedCity>();
  readonly #postings = new Map<string, ConceptPosting>();
  readonly #notCountingNeeds = new Set<IndexedCity>();
  readonly #named = new NamedIndex();
  /** Slots of cities that were deleted. */
  readonly #freeSlots: number[] = [];
  /** For the network asked about last: there is one at a time, and rarely another. */
  #known: KnownCandidates | undefined;

  set(cityId: string, summary: Summary): void {
    const { version, asOf, countsNeeds } = summary;
    const city = this.#cities.get(cityId) ?? this.#add(cityId);
    const concepts = [...new Set([...summary.public.keys(), ...summary.network.keys()])];
    const postings = concepts.map((concept) => this.#postingOf(concept));
    const kept = new Set(postings);
    for (const posting of city.postings) if (!kept.has(posting)) this.#strike(posting, city.slot);
    for (const posting of postings) {
      posting.set(city.slot, summary.public.get(posting.concept), summary.network.get(posting.concept));
    }
    Object.assign(city, { version, asOf: asOf.getTime(), countsNeeds, postings });
    if (countsNeeds) this.#notCountingNeeds.delete(city);
    else this.#notCountingNeeds.add(city);
    this.#named.set(cityId, summary.named);
    this.#known?.put(city.slot, cityId, city.asOf);
  }

  /** For a city whose counts are still those of the version that the index has. */
  confirm(cityId: string, { version, asOf }: SummaryVersion): void {
    const city = this.#cities.get(cityId);
    if (city?.version !== version) return;
    city.asOf = asOf.getTime();
    this.#known?.put(city.slot, cityId, city.asOf);
  }

  delete(cityId: string): void {
    const city = this.#cities.get(cityId);
    if (city === undefined) return;
    for (const posting of city.postings) this.#strike(posting, city.slot);
    this.#cities.delete(cityId);
    this.#notCountingNeeds.delete(city);
    this.#named.delete(cityId);
    this.#freeSlots.push(city.slot);
    this.#known?.drop(city.slot, cityId);
  }

  /** Undefined when the index has no summary of the city. */
  versionOf(cityId: string): string | undefined {
    return this.#cities.get(cityId)?.version;
  }

  get(cityId: string): Summary | undefined {
    const city = this.#cities.get(cityId);
    if (city === undefined) return undefined;
    const named = this.#named.get(cityId);
    const countsIn = (section: Section) =>
      new Map(
        city.postings.flatMap((posting) => {
          const counts = posting.countsOf(city.slot, section);
          return counts === undefined ? [] : [[posting.concept, counts] as const];
        }),
      );
    return {
      version: city.version,
      asOf: new Date(city.asOf),
      public: countsIn('public'),
      network: countsIn('network'),
      countsNeeds: city.countsNeeds,
      ...(named && { named }),
    };
  }

  confirms(cityId: string, exchangeId: string): boolean | undefined {
    return this.#named.confirms(cityId, exchangeId);
  }

  adapting(programmeId: string, viewer: { readonly anonymous: boolean }): AdaptingCities {
    return this.#named.adapting(programmeId, viewer);
  }

  /** What a city claims to have for everybody on some concepts, by chance, at most so many. */
  claimsOf(cityId: string, concepts: number): readonly Claim[] {
    const { slot, postings = [] } = this.#cities.get(cityId) ?? {};
    if (slot === undefined) return [];
    // Most of what a city counts is for everybody: some more than are wanted will do.
    const claims = someOf(postings, 4 * concepts).map((posting) =>
      claimsIn(new Map([[posting.concept, posting.countsOf(slot, 'public') ?? NOTHING]])),
    );
    return claims
      .filter(({ length }) => length > 0)
      .slice(0, concepts)
      .flat();
  }

  survey({ network, filter }: Scope): SurveyedCities {
    const known = this.#knownOf(network);
    const passing = known.candidates.passing(filter);
    const missing = known.missing(passing);
    const oldest = known.oldest(passing);
    return {
      known: passing.size - missing.length,
      unknown: Array.from(missing, (rank) => known.candidates.idAt(rank)),
      oldest: oldest === Infinity ? null : new Date(oldest),
    };
  }

  countsOn(
    concept: string,
    { network, filter }: Scope,
    viewer: { readonly anonymous: boolean },
  ): readonly CityCounts[] {
    const posting = this.#postings.get(concept);
    if (posting === undefined) return [];
    const known = this.#knownOf(network);
    const passing = known.candidates.passing(filter);
    const sections: readonly Section[] = viewer.anonymous ? ['public'] : ['public', 'network'];
    const found: { readonly rank: number; readonly counts: ConceptCount }[] = [];
    for (let at = 0; at < posting.size; at += 1) {
      const rank = known.rankOf(posting.slotAt(at), passing);
      const counts = posting.countsAt(at, sections);
      if (rank !== undefined && counts !== undefined) found.push({ rank, counts });
    }
    return found
      .sort((a, b) => a.rank - b.rank)
      .map(({ rank, counts }) => {
        const cityId = known.candidates.idAt(rank);
        return { cityId, counts, countsNeeds: this.#cities.get(cityId)?.countsNeeds === true };
      });
  }

  sumOn(concept: string, { network, filter }: Scope, viewer: { readonly anonymous: boolean }): ConceptSum | undefined {
    const posting = this.#postings.get(concept);
    if (posting === undefined) return undefined;
    const known = this.#knownOf(network);
    const passing = known.candidates.passing(filter);
    const counts = { ...NOTHING };
    let [cities, countsNeeds] = [0, false];
    for (let at = 0; at < posting.size; at += 1) {
      const slot = posting.slotAt(at);
      const rank = known.rankOf(slot, passing);
      if (rank === undefined || !posting.addTo(counts, at, viewer)) continue;
      cities += 1;
      countsNeeds ||= this.#cities.get(known.candidates.idAt(rank))?.countsNeeds === true;
    }
    return cities === 0 ? undefined : { cities, counts, countsNeeds };
  }

  countedConcepts(): readonly { readonly concept: string; readonly cities: number }[] {
    return Array.from(this.#postings.values(), ({ concept, size }) => ({ concept, cities: size }));
  }

  recordsOn(concepts: Iterable<string> | null, counted: keyof ConceptCount): (cityId: string) => number | undefined {
    const columns = [columnOf('public', counted), columnOf('network', counted)];
    const recordsAt = (posting: ConceptPosting, at: number): number =>
      columns.reduce((sum, column) => sum + posting.countAt(at, column), 0);
    if (concepts === null) {
      return (cityId) => {
        const city = this.#cityCounting(counted, cityId);
        return city?.postings.reduce((sum, posting) => sum + recordsAt(posting, posting.placeOf(city.slot)), 0);
      };
    }
    const bySlot = new Float64Array(this.#slotCount);
    for (const concept of concepts) {
      const posting = this.#postings.get(concept);
      if (posting === undefined) continue;
      for (let at = 0; at < posting.size; at += 1) {
        const slot = posting.slotAt(at);
        bySlot[slot] = (bySlot[slot] ?? 0) + recordsAt(posting, at);
      }
    }
    return (cityId) => {
      const city = this.#cityCounting(counted, cityId);
      return city === undefined ? undefined : bySlot[city.slot];
    };
  }

  match(
    groups: readonly Group[],
    counted: keyof ConceptCount,
    { network, filter }: Scope,
    viewer: { readonly anonymous: boolean },
  ): MatchingCities {
    const known = this.#knownOf(network);
    const passing = known.candidates.passing(filter);
    const matching: { readonly rank: number; readonly alsoHidden: boolean }[] = [];
    let onlyHidden = 0;
    for (const { slot, visible, hidden } of matchGroups(groups, counted, viewer, this.#postings, this.#slotCount)) {
      const rank = known.rankOf(slot, passing);
      if (rank === undefined) continue;
      if (visible) matching.push({ rank, alsoHidden: hidden });
      else onlyHidden += 1;
    }
    return {
      matching: matching
        .sort((a, b) => a.rank - b.rank)
        .map(({ rank, alsoHidden }) => ({ cityId: known.candidates.idAt(rank), alsoHidden })),
      hidden: onlyHidden,
      uncounted: (counted === 'needs' ? [...this.#notCountingNeeds] : [])
        .filter(({ slot }) => known.rankOf(slot, passing) !== undefined)
        .map(({ id }) => id),
    };
  }

  /** Undefined for a city that does not say how many records of the kind it has. */
  #cityCounting(counted: keyof ConceptCount, cityId: string): IndexedCity | undefined {
    const city = this.#cities.get(cityId);
    return counted === 'needs' && city?.countsNeeds === false ? undefined : city;
  }

  get #slotCount(): number {
    return this.#cities.size + this.#freeSlots.length;
  }

  #knownOf(network: SearchableNetwork): KnownCandidates {
    const candidates = candidatesOf(network);
    if (this.#known?.candidates === candidates) return this.#known;
    this.#known = new KnownCandidates(candidates);
    for (const { slot, id, asOf } of this.#cities.values()) this.#known.put(slot, id, asOf);
    return this.#known;
  }

  #add(id: string): IndexedCity {
    const city = {
      id,
      slot: this.#freeSlots.pop() ?? this.#cities.size,
      version: '',
      asOf: 0,
      countsNeeds: false,
      postings: [],
    };
    this.#cities.set(id, city);
    return city;
  }

  #postingOf(concept: string): ConceptPosting {
    const known = this.#postings.get(concept);
    if (known !== undefined) return known;
    const posting = new ConceptPosting(concept);
    this.#postings.set(concept, posting);
    return posting;
  }

  #strike(posting: ConceptPosting, slot: number): void {
    posting.delete(slot);
    if (posting.size === 0) this.#postings.delete(posting.concept);
  }
}
