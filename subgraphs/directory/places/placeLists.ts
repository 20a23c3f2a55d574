import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { foldText, spellings, splitWords } from '../vocabulary/foldText';
import {
  isOfAny,
  linesOf,
  readByLanguage,
  readNames,
  readPhrases,
  readWords,
  WORDS_FOLDER,
} from '../vocabulary/wordLists';

// Names of places, and words around them, whichever the network: see schema/words/places/README.md. They are read once.

const FOLDER = join(WORDS_FOLDER, 'places');

const kinds = readByLanguage('places/kinds');
const locations = readByLanguage('places/locations');
const origins = readByLanguage('places/origins');
const articles = readByLanguage('places/articles');
const allPlaces = readByLanguage('places/all');
const affixes = readWords(join(FOLDER, 'affixes.txt'));
const connectors = readWords(join(FOLDER, 'connectors.txt'));
const alsoWords = new Set(readNames(join(FOLDER, 'also-words.txt')).flatMap(placeKeys));
const exclusions = new Map<string, Exclusion>([
  ...readPhrases('places/exclusions').map((key) => [key, 'EXCLUDED'] as const),
  ...readPhrases('places/not-alone').map((key) => [key, 'NOT_ALONE'] as const),
]);
const exclusionsBehind = new Set(readPhrases('places/exclusions-behind'));
const exclusionsBetween = new Set(readPhrases('places/exclusions-between'));
const regionNames = readNames(join(FOLDER, 'regions.txt'));
const exonyms = readAlike('exonyms.txt');
const countries = readAlike('countries.txt');
const nationalities = readAlike('nationalities.txt');
const nationalityWords = new Set([...nationalities.values()].flatMap((keys) => keys.slice(1)).flatMap(inflect));
const cityWords = readByLanguage('places/cities');
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
/** In which countries have names. */
const LANGUAGES_OF_COUNTRIES = ['de', 'en', 'nl'] as const;
const namesElsewhere = new Set(
  [
    ...readdirSync(join(FOLDER, 'municipalities')).flatMap((file) => readNames(join(FOLDER, 'municipalities', file))),
    ...regionNames,
    ...[...exonyms.values()].flat(),
  ]
    .flatMap(placeKeys)
    .flatMap((key) => [key, beforeConnector(key)]),
);
const longestElsewhere = new Map<string, number>();
for (const key of namesElsewhere) noteLength(longestElsewhere, key);
const allCountries = new Set(countryCodes().flatMap(countryKeys));
for (const key of allCountries) noteLength(longestElsewhere, key);

/** How a name is looked up: its words, folded, in each way to type them, with one space between. */
export function placeKeys(name: string): readonly string[] {
  // Most names are of such words, and there are thousands.
  if (/^[A-Za-z]+(?:[ -][A-Za-z]+)*$/.test(name)) return [name.toLowerCase().replaceAll('-', ' ')];
  return spellings(name).map((spelling) => splitWords(spelling).join(' '));
}

/** Whether folded words, with one space between, name a municipality or a region, be it in the network or not. */
export function isPlaceElsewhere(key: string): boolean {
  return namesElsewhere.has(key);
}

/** Whether folded words, with one space between, name a country, be it in the network or not. */
export function isCountry(key: string): boolean {
  return allCountries.has(key);
}

/** How many words the longest name of a municipality, a region or a country has that begins with a folded word. */
export function mostWordsElsewhere(first: string): number {
  return longestElsewhere.get(first) ?? 1;
}

/** Notes, by the first word of a name in folded words, how many the longest has, where that is more than one. */
export function noteLength(longest: Map<string, number>, key: string): void {
  if (!key.includes(' ')) return;
  const words = key.split(' ');
  const [first = ''] = words;
  if (words.length > (longest.get(first) ?? 1)) longest.set(first, words.length);
}

/** What people say for a name that tells where the place lies: `bad homburg vor der hohe` → `bad homburg`. */
export function beforeConnector(key: string): string {
  const words = key.split(' ');
  const at = words.findIndex((word, index) => index > 0 && connectors.has(word));
  return at < 0 ? key : words.slice(0, at).join(' ');
}

/** Whether the name of a place is also a word of a language, or so short that it may be one. */
export function isAlsoWord(key: string): boolean {
  return alsoWords.has(key);
}

/** How a name and those that other languages have for the same place are looked up; it alone where there are none. */
export function keysAlike(key: string): readonly string[] {
  return exonyms.get(key) ?? [key];
}

/** All codes of ISO 3166-1 that CLDR names, but none that it keeps for unions and for tests. */
function countryCodes(): readonly string[] {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => names.of(code) !== undefined && !NO_COUNTRIES.has(code));
}

/** A country's name in English. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}

/** How a country (ISO 3166-1) is looked up by its names: `germany`, `deutschland`. */
export function countryKeys(code: string): readonly string[] {
  const names = LANGUAGES_OF_COUNTRIES.map(
    (lang) => new Intl.DisplayNames([lang], { type: 'region' }).of(code) ?? code,
  );
  return [...names.flatMap(placeKeys), ...(countries.get(code.toLowerCase())?.slice(1) ?? [])];
}

/** How its cities are looked up: `dutch cities`. */
export function keysOfItsCities(code: string): readonly string[] {
  const words = [...cityWords.values()].flatMap((each) => [...each]);
  const stems = nationalities.get(code.toLowerCase())?.slice(1) ?? [];
  return stems.flatMap(inflect).flatMap((nationality) => words.map((word) => `${nationality} ${word}`));
}

/** Whether a folded word says of which country something is, as `dutch`. */
export function isNationality(word: string): boolean {
  return nationalityWords.has(word);
}

function inflect(stem: string): readonly string[] {
  return ['', 'e', 'en', 'er'].map((ending) => stem + ending);
}

/** How regions are looked up, each by its names in all languages. */
export function regions(): readonly (readonly string[])[] {
  return regionNames.map((name) => placeKeys(name).flatMap(keysAlike));
}

/** Whether a folded word says what a place is, as `city`. */
export function isPlaceKind(word: string): boolean {
  return isOfAny(kinds, word);
}

/** Whether a folded word in the name of a place names none by itself, as `Bad`. */
export function isPlaceAffix(word: string): boolean {
  return affixes.has(word) || isPlaceKind(word);
}

/** Whether behind a folded word in the name of a place stands where it lies, as `an`. */
export function isPlaceConnector(word: string): boolean {
  return connectors.has(word);
}

/** Whether a folded word tells that a place may follow: surely, as `in`, or as often something else, as `of`. */
export function prepositionOf(word: string): 'LOCATION' | 'ORIGIN' | null {
  if (isOfAny(locations, word)) return 'LOCATION';
  return isOfAny(origins, word) ? 'ORIGIN' : null;
}

/** What words before a place say of it: that others are meant, or others too. */
export type Exclusion = 'EXCLUDED' | 'NOT_ALONE';

/** How many words say so at most. */
export const MOST_WORDS_OF_EXCLUSION = Math.max(...[...exclusions.keys()].map((key) => key.split(' ').length));

/** What folded words, with one space between, say of the place behind them: `except`, `not only`. */
export function exclusionOf(words: string): Exclusion | undefined {
  return exclusions.get(words);
}

/** Whether places as typed have what leaves them out before or behind them: `not in Gera`. */
export function isExclusion(places: string): boolean {
  const words = splitWords(foldText(places));
  const isBefore = words.some((_, at) => exclusionOf(words.slice(0, at + 1).join(' ')) === 'EXCLUDED');
  return isBefore || isExclusionBehind(words.at(-1) ?? '');
}

/** Whether before a folded word stands a place that is not meant: `Gera ausgenommen`. */
export function isExclusionBehind(word: string): boolean {
  return exclusionsBehind.has(word);
}

/** Whether a folded word stands between two places that are left out: `weder in Gera noch in Velbert`. */
export function isBetweenExclusions(word: string): boolean {
  return exclusionsBetween.has(word);
}

/** Whether a folded word before places that are left out says that all others are meant: `alle Städte außer Gera`. */
export function isAllPlaces(word: string): boolean {
  return isOfAny(allPlaces, word);
}

export function isArticle(word: string): boolean {
  return isOfAny(articles, word);
}

/** By each of the names in a line how all of them are looked up. */
function readAlike(file: string): ReadonlyMap<string, readonly string[]> {
  const alike = linesOf(join(FOLDER, file)).flatMap((line) => {
    const [name = '', others = ''] = line.split('=');
    const names = [name, ...others.split(',')].map((each) => each.trim()).filter((each) => each !== '');
    const keys = names.flatMap(placeKeys);
    return keys.map((key): [string, readonly string[]] => [key, keys]);
  });
  return new Map(alike);
}
