import type { SearchableNetwork, SearchableCity } from '../SearchSources';
import type { CityCounts } from '../summary/SummaryStore';
import type { ConceptCount } from '../summary/Summary';
import type { BoundedCounts } from './tellCounts';

/**
 * Adds up by group what cities count on a concept: the groups that count something, in the order of their keys.
 *
 * @param cities by id
 */
export function countConcept(
  cities: readonly (CityCounts & BoundedCounts)[],
  groupBy: GroupingName,
  network: SearchableNetwork,
): readonly GroupCount[] {
  // Nothing to add up, and the most groups that can be.
  if (groupBy === 'CITY') {
    return cities.map(({ cityId, ...counted }) => ({ group: cityId, cities: 1, ...counted }));
  }

  const { keysOf } = GROUPINGS[groupBy];
  const sums = new Map<string, Sum>();
  for (const { cityId, counts, most = counts, countsNeeds } of cities) {
    const city = network.cities.get(cityId);
    if (city === undefined) continue;
    for (const group of keysOf(city)) {
      let sum = sums.get(group);
      if (sum === undefined) {
        sum = { group, cities: 0, counts: { ...NOTHING }, most: { ...NOTHING }, countsNeeds: false };
        sums.set(group, sum);
      }
      sum.cities += 1;
      add(sum.counts, counts);
      add(sum.most, most);
      sum.countsNeeds ||= countsNeeds;
    }
  }
  return [...sums.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

const NOTHING: ConceptCount = { staff: 0, programmes: 0, exchanges: 0, offers: 0, needs: 0 };

type Summed = { -readonly [Kind in keyof ConceptCount]: number };

interface Sum extends GroupCount {
  cities: number;
  countsNeeds: boolean;
  readonly counts: Summed;
  readonly most: Summed;
}

function add(sum: Summed, { staff, programmes, exchanges, offers, needs }: ConceptCount): void {
  sum.staff += staff;
  sum.programmes += programmes;
  sum.exchanges += exchanges;
  sum.offers += offers;
  sum.needs += needs;
}

/** What a group of cities counts on a concept. */
export interface GroupCount extends BoundedCounts {
  /** The key of the group. */
  readonly group: string;
  /** How many cities of the group count something. */
  readonly cities: number;
  /** Whether one of these cities counts needs. */
  readonly countsNeeds: boolean;
}

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
  readonly keysOf: (city: SearchableCity) => readonly string[];
  readonly groupOf: (key: string) => Group;
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

/** The class of a city's size; null where it is not known. The same object for all cities of a class. */
export function populationClassOf(population: number | undefined): PopulationClass | null {
  if (population === undefined) return null;
  return POPULATION_CLASSES.findLast(({ min }) => population >= min) ?? null;
}

/** `PopulationClass` of the API: at least `min` inhabitants, fewer than `below`. */
export interface PopulationClass {
  readonly min: number;
  readonly below: number | null;
}

/**
 * City sizes of OECD and European Commission (Dijkstra and Poelman, Cities in Europe: the new OECD-EC definition, 2012: S
 * from 50,000, M from 100,000, L from 250,000, XL from 500,000, XXL from 1,000,000, global city from 5,000,000
 * inhabitants), and what is smaller. Ascending.
 */
const POPULATION_CLASSES: readonly PopulationClass[] = [
  { min: 0, below: 50_000 },
  { min: 50_000, below: 100_000 },
  { min: 100_000, below: 250_000 },
  { min: 250_000, below: 500_000 },
  { min: 500_000, below: 1_000_000 },
  { min: 1_000_000, below: 5_000_000 },
  { min: 5_000_000, below: null },
];
