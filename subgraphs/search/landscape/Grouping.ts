import type { SearchableCity } from '../SearchableNetwork';
import type { PopulationClass } from './PopulationClass';
import { POPULATION_CLASSES } from './PopulationClass';

/** What a `LandscapeCount` of the API says of its group: one of them at most. */
export interface Group {
  readonly city: { readonly id: string } | null;
  readonly alliance: { readonly id: string } | null;
  readonly country: string | null;
  readonly population: PopulationClass | null;
}

/** A way to put cities into groups. Groups stand in the order of their keys, byte by byte. */
export interface Grouping {
  /** The keys of the groups to which a city belongs. */
  keysOf(city: SearchableCity): readonly string[];
  groupOf(key: string): Group;
}

const NO_GROUP: Group = { city: null, alliance: null, country: null, population: null };

/** Behind every class, which are numbered. */
const UNKNOWN = 'unknown';

/** By the value of `LandscapeGrouping`. */
export const GROUPINGS = {
  CITY: {
    keysOf: ({ id }) => [id],
    groupOf: (id) => ({ ...NO_GROUP, city: { id } }),
  },
  /** A city in several alliances counts in each of them, one in none nowhere. */
  ALLIANCE: {
    keysOf: ({ allianceIds }) => allianceIds,
    groupOf: (id) => ({ ...NO_GROUP, alliance: { id } }),
  },
  COUNTRY: {
    keysOf: ({ country }) => [country],
    groupOf: (country) => ({ ...NO_GROUP, country }),
  },
  POPULATION: {
    keysOf: ({ population }) => [population === undefined ? UNKNOWN : classKeyOf(population)],
    groupOf: (key) => ({ ...NO_GROUP, population: POPULATION_CLASSES[Number(key)] ?? null }),
  },
} as const satisfies Record<string, Grouping>;

export type GroupingName = keyof typeof GROUPINGS;

function classKeyOf(population: number): string {
  return String(POPULATION_CLASSES.findLastIndex(({ min }) => population >= min));
}
