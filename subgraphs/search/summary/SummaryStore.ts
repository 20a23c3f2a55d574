import type { CityReply } from '../../contract/AskCity';
import type { CityFilter } from '../choice/Candidates';
import type { Group } from '../question/understand';
import type { SearchableNetwork } from '../SearchSources';
import type { AdaptingCities } from './NamedIndex';
import type { ConceptCount, Summary } from './Summary';

/** The cities that a question is about: those of the network that are connected and pass the filter. */
export interface Scope {
  readonly network: SearchableNetwork;
  readonly filter: CityFilter;
}

export interface SurveyedCities {
  /** Cities of the scope whose summary is there. */
  readonly known: number;
  /** Cities of the scope whose summary is not there yet, by id. */
  readonly unknown: readonly string[];
  /** The age of the oldest summary of the scope. Null when there is none. */
  readonly oldest: Date | null;
}

/** What a city counts on one concept, as the viewer may see it. At least one of the counts is above 0. */
export interface CityCounts {
  readonly cityId: string;
  readonly counts: ConceptCount;
  /** Whether it counts needs. */
  readonly countsNeeds: boolean;
}

/** What all cities of a scope count on one concept together, as the viewer may see it. */
export interface ConceptSum {
  /** How many of them count something: at least 1. */
  readonly cities: number;
  readonly counts: ConceptCount;
  /** Whether one of these cities counts needs. */
  readonly countsNeeds: boolean;
}

export interface MatchingCities {
  /** Cities that count something for every group in what the viewer may see, by id. */
  readonly matching: readonly MatchingCity[];
  /** Further cities that do so in what only members may see. 0 for members, who see it. */
  readonly hidden: number;
  /** Cities of the scope whose summary does not say whether they have records of the kind, by id: they may. */
  readonly uncounted: readonly string[];
}

export interface MatchingCity {
  readonly cityId: string;
  /** Whether the city does so too in what only members may see. False for members, who see it. */
  readonly alsoHidden: boolean;
}

/** That a city has so many records of a kind on a concept. */
export interface Claim {
  readonly concept: string;
  readonly counted: keyof ConceptCount;
  readonly count: number;
}

/** A claim that is not so, and how many records the city found. */
export interface FalseClaim extends Claim {
  readonly found: number;
}

/**
 * The cities' summaries, in memory. They are counts, and ids of records of others: no record of a city is kept.
 *
 * What is asked of it costs as much as there are cities that count something on the concepts; with conditions in the
 * filter, a few flat loops over the network more.
 */
export interface SummaryStore {
  /**
   * Brings a city's summary up to date: asks for its version first, and for the counts when it is another one. After a
   * failure the summary before stays, and its `asOf` tells its age. Never rejects.
   */
  refresh(cityId: string, signal: AbortSignal): Promise<CityReply['status']>;
  get(cityId: string): Summary | undefined;
  /** A sentence for each thing in a city's summary that was not taken as it is. */
  odditiesOf(cityId: string): readonly string[];
  /** What a city claims to have for everybody on some concepts, by chance, at most so many; also when all was left out. */
  claimsOf(cityId: string, concepts: number): readonly Claim[];
  /** Counts what a city found in place of what it claims, until its counts are others. `ALL` leaves out all it counts. */
  correct(cityId: string, claims: readonly FalseClaim[] | 'ALL'): void;
  /** How many counts of a city are not taken as it gives them. */
  correctionsOf(cityId: string): number;
  /** Takes in again the counts of a city of which all were left out. */
  restore(cityId: string): void;
  /** For a city that left the network. A refresh that is still under way is not kept either. */
  forget(cityId: string): void;

  /** On which summaries counts rest, and which cities lack one. */
  survey(scope: Scope): SurveyedCities;
  /**
   * Whether a city says that it was the host of an exchange of another city. Undefined where its summary is not there or
   * does not tell.
   */
  confirms(cityId: string, exchangeId: string): boolean | undefined;
  /** The cities that may have made programmes after one of another city, in the network or not any more. */
  adapting(programmeId: string, viewer: { readonly anonymous: boolean }): AdaptingCities;
  /** The cities that count something on a concept, by id. Narrower concepts are not included. */
  countsOn(concept: string, scope: Scope, viewer: { readonly anonymous: boolean }): readonly CityCounts[];
  /** The same, added up; undefined where none of them counts anything. It takes a loop over these cities, and no memory. */
  sumOn(concept: string, scope: Scope, viewer: { readonly anonymous: boolean }): ConceptSum | undefined;
  /** Every concept on which a city counts something, in no order, and how many cities do. */
  countedConcepts(): readonly { readonly concept: string; readonly cities: number }[];
  /**
   * How many records of a kind a city counts on these concepts together, those for members included; on all concepts
   * without any. A record that maps to several counts for each. Undefined for a city without a summary, or
   * whose summary does not count the kind.
   */
  recordsOn(concepts: Iterable<string> | null, counted: keyof ConceptCount): (cityId: string) => number | undefined;
  /** The cities that count records of a kind for every group, by whichever of its terms. */
  match(
    groups: readonly Group[],
    counted: keyof ConceptCount,
    scope: Scope,
    viewer: { readonly anonymous: boolean },
  ): MatchingCities;
}
