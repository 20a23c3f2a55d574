import { BadUserInputError } from '../BadUserInputError';
import type { CityFilter } from '../choice/CityFilter';
import type { Position } from '../hits/Hit';
import { isConceptId } from '../id/isConceptId';
import type { Cursor, CursorOwner } from '../page/cursor';
import { decodeCursor } from '../page/cursor';
import type { SearchableNetwork } from '../SearchableNetwork';
import type { SearchVocabulary } from '../SearchVocabulary';
import type { Asked } from './understand';

/** The arguments of `experts`, `programmes` and `exchanges` as GraphQL hands them over: a null may stand everywhere. */
export interface SearchArguments {
  readonly concepts?: readonly string[] | null;
  readonly match?: 'ANY' | 'ALL' | null;
  readonly text?: string | null;
  readonly filter?: SearchFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Conditions on the city, and on the record whatever the contract's `*HitFilter` has. */
export type SearchFilter = {
  readonly cities?: readonly string[] | null;
  readonly alliances?: readonly string[] | null;
  readonly countries?: readonly string[] | null;
} & Readonly<Record<string, unknown>>;

export interface SearchRequest extends Asked {
  readonly cityFilter: CityFilter;
  readonly recordFilter: Readonly<Record<string, unknown>>;
  readonly first: number;
  readonly after: Position | null;
  /** The day from which recency is counted, YYYY-MM-DD: that of the first page, for all pages. */
  readonly day: string;
}

const DEFAULT_FIRST = 20;
const MAX_FIRST = 100;
const MAX_TEXT_LENGTH = 500;
/** Of concepts and of each list of a record filter, since these are sent on to every city. */
const MAX_LIST_LENGTH = 100;

/**
 * Checks a client's arguments and fills in what was left out. In a filter, a null and an empty list set no condition.
 *
 * @param search to which a cursor must belong
 * @throws BadUserInputError for the first argument that cannot be meant
 */
export function readSearchArguments(
  search: CursorOwner,
  args: SearchArguments,
  network: SearchableNetwork,
  vocabulary: SearchVocabulary,
  now: Date,
): SearchRequest {
  const concepts = readConcepts(args.concepts ?? [], vocabulary);
  const text = readText(args.text ?? '');
  if (concepts.length === 0 && text === null) {
    throw new BadUserInputError('concepts', 'given when text is not', 'neither');
  }
  const { cities, alliances, countries, ...record } = args.filter ?? {};
  const after = args.after == null ? null : readCursor(search, args.after);
  return {
    concepts,
    match: args.match ?? 'ANY',
    text,
    cityFilter: {
      cities: readKnown('filter.cities', 'cities of the network', cities ?? [], network.cities),
      alliances: readKnown('filter.alliances', 'alliances of the network', alliances ?? [], network.alliances),
      countries: readCountries(countries ?? []),
    },
    recordFilter: readRecordFilter(record),
    first: readFirst(args.first ?? DEFAULT_FIRST),
    after,
    day: after?.day ?? now.toISOString().slice(0, 10),
  };
}

function readConcepts(concepts: readonly string[], vocabulary: SearchVocabulary): readonly string[] {
  checkLength('concepts', concepts);
  for (const concept of concepts) {
    if (!isConceptId(concept)) throw new BadUserInputError('concepts', 'ids of concepts, concept:<slug>', concept);
    if (!vocabulary.has(concept)) throw new BadUserInputError('concepts', 'concepts of the vocabulary', concept);
  }
  return concepts;
}

/** Null for a text without a word. */
function readText(given: string): string | null {
  // Control characters are no words, and PostgreSQL refuses the NUL among them.
  const text = given.replace(/\p{Cc}+/gu, ' ').trim();
  if (text.length > MAX_TEXT_LENGTH) {
    throw new BadUserInputError('text', `at most ${MAX_TEXT_LENGTH} characters long`, text.length);
  }
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}

function readKnown(
  argument: string,
  expected: string,
  ids: readonly string[],
  known: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new BadUserInputError(argument, expected, unknown);
  }
  return new Set(ids);
}

function readCountries(countries: readonly string[]): ReadonlySet<string> {
  const malformed = countries.find((country) => !/^[A-Za-z]{2}$/.test(country));
  if (malformed !== undefined) {
    throw new BadUserInputError('filter.countries', 'ISO 3166-1 alpha-2 codes', malformed);
  }
  return new Set(countries.map((country) => country.toUpperCase()));
}

function readRecordFilter(filter: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const conditions = Object.entries(filter).filter(
    ([, value]) => value != null && !(Array.isArray(value) && value.length === 0),
  );
  for (const [name, value] of conditions) {
    if (Array.isArray(value)) checkLength(`filter.${name}`, value);
  }
  return Object.fromEntries(conditions);
}

function readFirst(first: number): number {
  if (first < 1 || first > MAX_FIRST) {
    throw new BadUserInputError('first', `a number from 1 to ${MAX_FIRST}`, first);
  }
  return first;
}

function readCursor(search: CursorOwner, after: string): Cursor {
  const cursor = decodeCursor(search, after);
  if (cursor === undefined) throw new BadUserInputError('after', `a cursor of ${search.name}`, after);
  return cursor;
}

function checkLength(argument: string, list: readonly unknown[]): void {
  if (list.length > MAX_LIST_LENGTH) {
    throw new BadUserInputError(argument, `a list of at most ${MAX_LIST_LENGTH}`, list.length);
  }
}
