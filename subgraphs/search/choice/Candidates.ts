import { distance } from '@turf/distance';
import type { SearchableCity, SearchableNetwork } from '../SearchSources';
import { compareText } from '../../contract/compareText';
import { primaryLanguageOf } from '../../contract/languages';

/** Candidates that pass a filter, by their ranks. */
export interface Passing {
  readonly size: number;
  has(rank: number): boolean;
}

const prepared = new WeakMap<SearchableNetwork, Candidates>();

/** The candidates of a network, prepared once for each network object. */
export function candidatesOf(network: SearchableNetwork): Candidates {
  const known = prepared.get(network);
  if (known !== undefined) return known;
  const candidates = new Candidates(network, ({ connected }) => connected);
  prepared.set(network, candidates);
  return candidates;
}

/** Of a candidate that must not pass, whatever conditions it meets. */
const OUT = 255;

/** Less than a degree of latitude anywhere on a sphere of the earth's size. */
const KM_PER_DEGREE = 111;

/** Cities of a network, as a rule the connected ones, in flat columns, so that conditions on thousands of them cost microseconds. */
export class Candidates {
  /** Sorted by id. The place of a city here is its rank. */
  readonly ids: readonly string[];
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #byAlliance: RanksByValue;
  readonly #byCountry: RanksByValue;
  readonly #byLanguage: RanksByValue;
  /** NaN where a figure is not known, which no comparison lets pass. */
  readonly #populations: Float64Array;
  readonly #latitudes: Float64Array;
  readonly #longitudes: Float64Array;
  readonly #passing = new WeakMap<CityFilter, Passing>();

  constructor(network: SearchableNetwork, isCandidate: (city: SearchableCity) => boolean) {
    const cities = [...network.cities.values()].filter(isCandidate).sort((a, b) => compareText(a.id, b.id));
    this.ids = cities.map(({ id }) => id);
    this.#ranks = new Map(this.ids.map((id, rank) => [id, rank]));
    this.#byAlliance = ranksByValue(cities, ({ allianceIds }) => allianceIds);
    this.#byCountry = ranksByValue(cities, ({ country }) => [country]);
    this.#byLanguage = ranksByValue(cities, ({ languages }) => languages.map(primaryLanguageOf));
    this.#populations = Float64Array.from(cities, ({ population }) => population ?? NaN);
    this.#latitudes = Float64Array.from(cities, ({ location }) => location?.latitude ?? NaN);
    this.#longitudes = Float64Array.from(cities, ({ location }) => location?.longitude ?? NaN);
  }

  idAt(rank: number): string {
    const id = this.ids[rank];
    if (id === undefined) throw new RangeError(`There is no candidate ${rank}.`);
    return id;
  }

  /** Undefined for a city that is no candidate. */
  rankOf(cityId: string): number | undefined {
    return this.#ranks.get(cityId);
  }

  /** Looks at every candidate when there are conditions, once for each filter object. */
  passing(filter: CityFilter): Passing {
    const known = this.#passing.get(filter);
    if (known !== undefined) return known;
    const passing = this.#apply(filter);
    this.#passing.set(filter, passing);
    return passing;
  }

  #apply(filter: CityFilter): Passing {
    const { cities, alliances, countries, languages, population, named, near, excluded, without } = filter;
    /** For each candidate, how many conditions it met without missing one. */
    const met = new Uint8Array(this.ids.length);
    let conditions = 0;
    const meets = (rank: number | undefined) => {
      if (rank !== undefined && met[rank] === conditions) met[rank] = conditions + 1;
    };
    const everyValue = (values: ReadonlySet<string>, ranks: RanksByValue) => {
      if (values.size === 0) return;
      for (const value of values) ranks.get(value)?.forEach(meets);
      conditions += 1;
    };

    if (cities.size > 0) {
      for (const id of cities) meets(this.#ranks.get(id));
      conditions += 1;
    }
    if (named !== null) {
      for (const id of named) meets(this.#ranks.get(id));
      conditions += 1;
    }
    everyValue(alliances, this.#byAlliance);
    everyValue(countries, this.#byCountry);
    everyValue(languages, this.#byLanguage);
    if (population !== null) {
      this.#populations.forEach((inhabitants, rank) => {
        if (inhabitants >= population.min && inhabitants <= population.max) meets(rank);
      });
      conditions += 1;
    }
    if (near !== null) {
      this.#latitudes.forEach((latitude, rank) => {
        if (Math.abs(latitude - near.latitude) * KM_PER_DEGREE > near.km) return;
        const longitude = this.#longitudes[rank] ?? NaN;
        if (distance([longitude, latitude], [near.longitude, near.latitude]) <= near.km) meets(rank);
      });
      conditions += 1;
    }
    const leaveOut = (rank: number | undefined) => {
      if (rank !== undefined) met[rank] = OUT;
    };
    for (const id of [...without, ...excluded.cities]) leaveOut(this.#ranks.get(id));
    for (const id of excluded.alliances) this.#byAlliance.get(id)?.forEach(leaveOut);
    for (const country of excluded.countries) this.#byCountry.get(country)?.forEach(leaveOut);

    if (conditions === 0 && !met.includes(OUT)) return { size: met.length, has: () => true };
    const size = met.reduce((sum, each) => (each === conditions ? sum + 1 : sum), 0);
    return { size, has: (rank) => met[rank] === conditions };
  }
}

type RanksByValue = ReadonlyMap<string, Int32Array>;

function ranksByValue(
  cities: readonly SearchableCity[],
  valuesOf: (city: SearchableCity) => readonly string[],
): RanksByValue {
  const ranks = new Map<string, number[]>();
  cities.forEach((city, rank) => {
    for (const value of valuesOf(city)) {
      const known = ranks.get(value);
      if (known === undefined) ranks.set(value, [rank]);
      else known.push(rank);
    }
  });
  return new Map([...ranks].map(([value, list]) => [value, Int32Array.from(list)]));
}

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
  /** Slugs of those that the question in words names, any of them; null where it names none. Empty where none of them is here. */
  readonly named: ReadonlySet<string> | null;
  /** A circle, its edge included. Degrees, WGS 84. */
  readonly near: { readonly latitude: number; readonly longitude: number; readonly km: number } | null;
  /** Those that the client leaves out, by the filter or in words: what is one of these does not pass. */
  readonly excluded: Pick<CityFilter, 'cities' | 'alliances' | 'countries'>;
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
  named: null,
  near: null,
  excluded: { cities: NONE, alliances: NONE, countries: NONE },
  without: NONE,
};
