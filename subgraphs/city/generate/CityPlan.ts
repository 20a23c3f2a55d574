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

/** The languages in which a city can be invented. */
export const languages = ['de', 'nl', 'en'] as const;

export type Language = (typeof languages)[number];
