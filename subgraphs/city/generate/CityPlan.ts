import type { Language } from './Language';

/** Which city to invent. The same plan gives the same city, byte for byte. */
export interface CityPlan {
  /** The city's slug. */
  readonly cityId: string;
  readonly language: Language;
  readonly seed: number;
  /** How many there are of each. */
  readonly staff: number;
  readonly experiences: number;
  readonly topics: number;
  readonly programmes: number;
}
