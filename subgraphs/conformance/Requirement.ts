import type { CityUnderCheck } from './CityUnderCheck';

export type Level = 'MUST' | 'SHOULD';

/** One thing that the contract asks of a city's server, which can be seen from outside. */
export interface Requirement {
  /** Permanent: an id is never given to another requirement, and what it asks never changes. */
  readonly id: `CITY-${string}`;
  readonly level: Level;
  /** Goes on from "A city MUST ...". */
  readonly title: string;
  /**
   * Resolves, with what was seen in a few words, when the city meets the requirement.
   *
   * @throws NotMetError when it does not.
   * @throws NoEvidenceError when the city has no data by which that can be told, or another requirement has to be met first.
   */
  readonly check: (city: CityUnderCheck) => Promise<string>;
}
