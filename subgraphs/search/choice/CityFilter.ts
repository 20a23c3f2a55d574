/**
 * Which cities to ask. Conditions are joined by AND, the values of one by OR; an empty set and a null are no condition. A
 * city of which a condition's figure is not known does not pass.
 */
export interface CityFilter {
  /** Slugs. */
  readonly cities: ReadonlySet<string>;
  /** `alliance:<slug>` */
  readonly alliances: ReadonlySet<string>;
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly countries: ReadonlySet<string>;
  /** Primary language subtags, lower case: `de` stands for `de-AT` too. */
  readonly languages: ReadonlySet<string>;
  /** Inhabitants, both ends included; `max` is Infinity for a range that is open. */
  readonly population: { readonly min: number; readonly max: number } | null;
  /** A circle, its edge included. Degrees, WGS 84. */
  readonly near: { readonly latitude: number; readonly longitude: number; readonly km: number } | null;
  /** Slugs of cities that are never asked: a city's own needs are matched with others only. */
  readonly without: ReadonlySet<string>;
}

const NONE: ReadonlySet<never> = new Set<never>();

/** No condition. */
export const EVERY_CITY: CityFilter = {
  cities: NONE,
  alliances: NONE,
  countries: NONE,
  languages: NONE,
  population: null,
  near: null,
  without: NONE,
};
