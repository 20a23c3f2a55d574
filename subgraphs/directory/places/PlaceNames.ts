import type { Network } from '../network/Network';
import {
  beforeConnector,
  countryKeys,
  countryName,
  isPlaceAffix,
  isPlaceConnector,
  noteLength,
  keysAlike,
  keysOfItsCities,
  placeKeys,
  regions,
} from './placeLists';

/** A city or an alliance of the network, or a country that it has cities in, as a question names it. */
export interface NamedPlace {
  readonly kind: 'CITY' | 'ALLIANCE' | 'COUNTRY';
  /** A slug, `alliance:<slug>`, or a code of ISO 3166-1. */
  readonly id: string;
  /** As the network calls it, a country in English. */
  readonly name: string;
}

/** What words name, if anything: by a whole name, by a part of one that may be said for it, or a country by its name. */
export interface FoundPlaces {
  readonly places: readonly NamedPlace[];
  readonly by: 'NAME' | 'PART' | 'COUNTRY';
}

/** `Städteregion Ruhr 2030` is called so without it, too. */
const YEAR = /\s+\d{4}$/;
const LEAST_LETTERS_OF_A_PART = 3;

const made = new WeakMap<Network, PlaceNames>();

/**
 * The names of the cities and alliances of a network. A whole name stands first: `Gera`, `Mülheim an der Ruhr`, also written as
 * one word, without the words between, or as other languages call it. Beside it stand the parts of it that people say: what
 * comes before `an der`, and each of its words that names something: `Mülheim`, `Berlin` and `Pankow` for Berlin-Pankow. A region
 * names the alliances that have it in their names, and a country its cities.
 */
export class PlaceNames {
  readonly #names = new Map<string, NamedPlace[]>();
  readonly #parts = new Map<string, NamedPlace[]>();
  readonly #countries = new Map<string, NamedPlace[]>();
  /** How many words the longest name has, by the first, where that is more than one. */
  readonly #longest = new Map<string, number>();
  /** The one that reads the names, if it has not come to its end. */
  readonly #reading: Iterator<unknown>;

  constructor(network: Pick<Network, 'cities' | 'alliances'>) {
    this.#reading = this.#read(network);
  }

  /** Makes what is otherwise made by the first question, step by step: ten thousand names take some 50 ms. */
  *prepare(): Iterable<unknown> {
    while (!this.#reading.next().done) yield;
  }

  #readOn(): void {
    while (!this.#reading.next().done);
  }

  *#read({ cities, alliances }: Pick<Network, 'cities' | 'alliances'>): Iterator<unknown> {
    for (const { id, name } of cities.values()) {
      const city: NamedPlace = { kind: 'CITY', id, name };
      const keys = placeKeys(name);
      this.#addName(keys, city);
      for (const key of keys) for (const part of partsOf(key)) this.#add(this.#parts, part, city);
      yield;
    }
    for (const id of new Set([...cities.values()].map(({ country }) => country))) {
      const country: NamedPlace = { kind: 'COUNTRY', id, name: countryName(id) };
      for (const key of countryKeys(id)) this.#add(this.#countries, key, country);
      for (const key of keysOfItsCities(id)) this.#add(this.#names, key, country);
      yield;
    }
    for (const { id, name } of alliances.values()) {
      const alliance: NamedPlace = { kind: 'ALLIANCE', id, name };
      this.#addName([name, name.replace(YEAR, '')].flatMap(placeKeys), alliance);
      const words = placeKeys(name).map((key) => ` ${key} `);
      for (const keys of regions()) {
        if (!keys.some((key) => words.some((each) => each.includes(` ${key} `)))) continue;
        for (const key of keys) this.#add(this.#parts, key, alliance);
      }
      yield;
    }
  }

  /** The names of a network, made once for each. */
  static of(network: Network): PlaceNames {
    const names = made.get(network) ?? new PlaceNames(network);
    made.set(network, names);
    return names;
  }

  /** How many words the longest name has that begins with a folded word. */
  mostWords(first: string): number {
    this.#readOn();
    return this.#longest.get(first) ?? 1;
  }

  /** @param key folded words with one space between */
  find(key: string): FoundPlaces | undefined {
    this.#readOn();
    const named = this.#names.get(key);
    const parts = this.#parts.get(key) ?? [];
    if (named === undefined && parts.length > 0) return { places: parts, by: 'PART' };
    const countries = this.#countries.get(key);
    if (named === undefined) return countries && { places: countries, by: 'COUNTRY' };
    // Whoever says Berlin means its districts, too, and with Neustadt not Neustadt an der Aisch.
    const districts = parts.filter(({ name }) => placeKeys(name).some((other) => isDistrict(name, other, key)));
    return { places: [...new Set([...named, ...districts])], by: 'NAME' };
  }

  #add(index: Map<string, NamedPlace[]>, key: string, place: NamedPlace): void {
    const places = index.get(key);
    // Those of one place come in a row.
    if (places !== undefined) {
      if (places.at(-1) !== place) places.push(place);
      return;
    }
    index.set(key, [place]);
    noteLength(this.#longest, key);
  }

  #addName(keys: readonly string[], place: NamedPlace): void {
    for (const key of keys) {
      for (const alike of keysAlike(key)) for (const way of waysToWrite(alike)) this.#add(this.#names, way, place);
    }
  }
}

function isDistrict(name: string, key: string, city: string): boolean {
  return name.includes('-') && key.startsWith(`${city} `);
}

/** `mulheim an der ruhr`, `mulheimanderruhr`, `mulheim ruhr`, `mulheim a d ruhr`. */
function waysToWrite(key: string): readonly string[] {
  const words = key.split(' ');
  const at = words.findIndex((word, index) => index > 0 && isPlaceConnector(word));
  if (words.length === 1) return words;
  if (at < 0 || at === words.length - 1) return [key, words.join('')];
  const before = words.slice(0, at);
  const last = words.slice(-1);
  const initials = words.slice(at, -1).map((word) => word.charAt(0));
  return [key, words.join(''), [...before, ...last].join(' '), [...before, ...initials, ...last].join(' ')];
}

/** What people say for a name of several words. */
function partsOf(key: string): readonly string[] {
  const words = key.split(' ');
  if (words.length < 2) return [];
  const before = beforeConnector(key).split(' ');
  const naming = before.filter(
    (word) => word.length >= LEAST_LETTERS_OF_A_PART && !isPlaceAffix(word) && !/\d/.test(word),
  );
  return [...new Set(before.length < words.length ? [before.join(' '), ...naming] : naming)];
}
