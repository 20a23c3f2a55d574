import { BadUserInputError } from '../../contract/arguments';
import type { CityFilter } from '../choice/Candidates';
import { isConceptId } from '../../contract/ids';
import type { HitOrder } from '../../contract/enums';
import type { OwnedType } from '../../contract/ids';
import type { Cursor, HitList } from '../page/cursor';
import { decodeCursor } from '../page/cursor';
import type { CityCursors, NamedNetwork, SearchVocabulary } from '../SearchSources';
import { withoutAddresses } from './addresses';
import { cleanTyped, hasWord } from './cleanTyped';
import { fingerprintOf } from './fingerprintOf';
import { withNamedPlaces } from './namedCities';
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
  readonly order?: HitOrder | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly timeoutMs?: number | null;
  readonly require?: 'ANY' | 'ALL' | null;
}

/** Conditions on the city, and on the record whatever the contract's `*HitFilter` has. */
export type SearchFilter = CityConditions & Readonly<Record<string, unknown>>;

export interface SearchRequest extends Asked {
  readonly cityFilter: CityFilter;
  readonly recordFilter: Readonly<Record<string, unknown>>;
  /** To which the cursors of the answer belong. */
  readonly list: HitList;
  /** How many hits. */
  readonly size: number;
  /** Whether the page is read from the end of the list, or towards its beginning from `from` on. */
  readonly backwards: boolean;
  /** The position that is passed by first. Null at an end of the list. */
  readonly from: Cursor | null;
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
  readonly cursors: CityCursors;
  readonly now: Date;
  readonly maxTimeoutMs: number;
  /** Cities that are never asked. */
  readonly without: ReadonlySet<string>;
}

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;
export const MAX_TEXT_LENGTH = 500;
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
  search: { readonly name: string; readonly idType: OwnedType },
  args: SearchArguments,
  { network, vocabulary, cursors, now, maxTimeoutMs, without }: ReadingContext,
): SearchRequest {
  const concepts = readConcepts(args.concepts ?? [], vocabulary);
  const text = readText(args.text ?? '');
  if (concepts.length === 0 && text === null) {
    if (args.text?.trim()) throw new BadUserInputError('text', 'of letters or digits', args.text);
    throw new BadUserInputError('concepts', 'given when text is not', 'neither');
  }
  const places = text === null ? null : network.readPlaces(withoutAddresses(text));
  const [conditions, record] = splitFilter(args.filter ?? {});
  const recordFilter = readRecordFilter(record);
  const match = args.match ?? 'ANY';
  const order = args.order ?? 'RELEVANCE';
  const fingerprint = fingerprintOf({ search: search.name, concepts, match, text, conditions, recordFilter, order });
  const list: HitList = { idType: search.idType, order, fingerprint };
  const { size, backwards, ...page } = readPage(args);
  const from = page.from === null ? null : decodeCursor(page.from, list, cursors);
  if (from === undefined) {
    const [argument, given] = backwards ? ['before', args.before] : ['after', args.after];
    throw new BadUserInputError(argument, `a cursor of ${search.name}, for this question in this order`, given ?? '');
  }
  return {
    concepts,
    match,
    text,
    places,
    cityFilter: withNamedPlaces(readCityFilter(conditions, network, without), places?.mentions ?? [], network),
    recordFilter,
    ...{ list, size, backwards, from },
    day: from?.day ?? now.toISOString().slice(0, 10),
    timeoutMs: args.timeoutMs == null ? null : readTimeout(args.timeoutMs, maxTimeoutMs),
    require: args.require ?? 'ANY',
  };
}

/** The conditions on the city, and those on the record. */
function splitFilter(filter: SearchFilter): readonly [CityConditions, Readonly<Record<string, unknown>>] {
  const { cities, alliances, countries, notCities, notAlliances, notCountries, ...others } = filter;
  const { cityLanguages, population, near, ...record } = others;
  const places = { cities, alliances, countries, notCities, notAlliances, notCountries };
  return [{ ...places, cityLanguages, population, near }, record];
}

/** @throws BadUserInputError */
export function readConcepts(concepts: readonly string[], vocabulary: ReadingContext['vocabulary']): readonly string[] {
  checkLength('concepts', concepts);
  for (const concept of concepts) {
    if (!isConceptId(concept)) throw new BadUserInputError('concepts', 'ids of concepts, concept:<slug>', concept);
    if (!vocabulary.has(concept)) throw new BadUserInputError('concepts', 'concepts of the vocabulary', concept);
  }
  return concepts;
}

/** Null for a text without a word. Throws BadUserInputError for one that is too long. */
export function readText(given: string): string | null {
  const text = cleanTyped(given);
  if (text.length > MAX_TEXT_LENGTH) {
    throw new BadUserInputError('text', `at most ${MAX_TEXT_LENGTH} characters long`, text.length);
  }
  return hasWord(text) ? text : null;
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

/** Which page is meant. */
function readPage({ first, after, last, before }: SearchArguments) {
  const backwards = last != null;
  if (backwards && first != null) throw new BadUserInputError('last', 'given without first', last);
  if (backwards && after != null) throw new BadUserInputError('after', 'given without last', after);
  if (!backwards && before != null) throw new BadUserInputError('before', 'given with last', before);
  const size = last ?? first ?? DEFAULT_SIZE;
  if (size < 1 || size > MAX_SIZE) {
    throw new BadUserInputError(backwards ? 'last' : 'first', `a number from 1 to ${MAX_SIZE}`, size);
  }
  return { size, backwards, from: (backwards ? before : after) ?? null };
}

/** @throws BadUserInputError */
export function readTimeout(timeoutMs: number, maxTimeoutMs: number): number {
  if (timeoutMs < MIN_TIMEOUT_MS || timeoutMs > maxTimeoutMs) {
    throw new BadUserInputError('timeoutMs', `milliseconds from ${MIN_TIMEOUT_MS} to ${maxTimeoutMs}`, timeoutMs);
  }
  return timeoutMs;
}

function checkLength(argument: string, list: readonly unknown[]): void {
  if (list.length > MAX_LIST_LENGTH) {
    throw new BadUserInputError(argument, `a list of at most ${MAX_LIST_LENGTH}`, list.length);
  }
}
