import { BadUserInputError } from '../../contract/arguments';
import type { CityFilter } from '../choice/Candidates';
import { isConceptId } from '../../contract/ids';
import type { Cursor, CursorOwner } from '../page/cursor';
import { decodeCursor } from '../page/cursor';
import type { NamedNetwork, SearchVocabulary } from '../SearchSources';
import { namedCities } from './namedCities';
import type { CityConditions } from './readCityFilter';
import { readCityFilter } from './readCityFilter';
import { checkCondition } from './checkCondition';
import type { Asked } from './understand';

/** The arguments of a search, as GraphQL hands them over: a null may stand everywhere. */
export interface SearchArguments {
  readonly concepts?: readonly string[] | null;
  readonly match?: 'ANY' | 'ALL' | null;
  readonly text?: string | null;
  readonly filter?: SearchFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly timeoutMs?: number | null;
  readonly require?: 'ANY' | 'ALL' | null;
}

/** Conditions on the city, and on the record whatever the contract's `*HitFilter` has. */
export type SearchFilter = CityConditions & Readonly<Record<string, unknown>>;

export interface SearchRequest extends Asked {
  readonly cityFilter: CityFilter;
  readonly recordFilter: Readonly<Record<string, unknown>>;
  readonly first: number;
  readonly after: Cursor | null;
  /** The day from which recency is counted, YYYY-MM-DD: that of the first page, for all pages. */
  readonly day: string;
  /** Null leaves the query the time that it has. */
  readonly timeoutMs: number | null;
  readonly require: 'ANY' | 'ALL';
}

/** By what arguments are judged. */
export interface ReadingContext {
  readonly network: NamedNetwork;
  readonly vocabulary: Pick<SearchVocabulary, 'has'>;
  readonly now: Date;
  readonly maxTimeoutMs: number;
  /** Cities that are never asked. */
  readonly without: ReadonlySet<string>;
}

const DEFAULT_FIRST = 20;
const MAX_FIRST = 100;
const MAX_TEXT_LENGTH = 500;
const MIN_TIMEOUT_MS = 100;
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
  { network, vocabulary, now, maxTimeoutMs, without }: ReadingContext,
): SearchRequest {
  const concepts = readConcepts(args.concepts ?? [], vocabulary);
  const text = readText(args.text ?? '');
  if (concepts.length === 0 && text === null) {
    throw new BadUserInputError('concepts', 'given when text is not', 'neither');
  }
  const places = text === null ? null : network.readPlaces(text);
  const { cities, alliances, countries, cityLanguages, population, near, ...record } = args.filter ?? {};
  const conditions = { cities, alliances, countries, cityLanguages, population, near };
  const after = args.after == null ? null : readCursor(search, args.after);
  return {
    concepts,
    match: args.match ?? 'ANY',
    text,
    places,
    cityFilter: {
      ...readCityFilter(conditions, network, without),
      named: namedCities(places?.mentions ?? [], network),
    },
    recordFilter: readRecordFilter(record),
    first: readFirst(args.first ?? DEFAULT_FIRST),
    after,
    day: after?.day ?? now.toISOString().slice(0, 10),
    timeoutMs: args.timeoutMs == null ? null : readTimeout(args.timeoutMs, maxTimeoutMs),
    require: args.require ?? 'ANY',
  };
}

function readConcepts(concepts: readonly string[], vocabulary: ReadingContext['vocabulary']): readonly string[] {
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

function readRecordFilter(filter: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const conditions = Object.entries(filter).filter(
    ([, value]) => value != null && !(Array.isArray(value) && value.length === 0),
  );
  for (const [name, value] of conditions) {
    if (Array.isArray(value)) checkLength(`filter.${name}`, value);
    checkCondition(name, value);
  }
  return Object.fromEntries(conditions);
}

function readFirst(first: number): number {
  if (first < 1 || first > MAX_FIRST) {
    throw new BadUserInputError('first', `a number from 1 to ${MAX_FIRST}`, first);
  }
  return first;
}

/** @throws BadUserInputError */
export function readTimeout(timeoutMs: number, maxTimeoutMs: number): number {
  if (timeoutMs < MIN_TIMEOUT_MS || timeoutMs > maxTimeoutMs) {
    throw new BadUserInputError('timeoutMs', `milliseconds from ${MIN_TIMEOUT_MS} to ${maxTimeoutMs}`, timeoutMs);
  }
  return timeoutMs;
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
