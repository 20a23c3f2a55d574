import { MAX_CURSOR_BYTES } from '../../../subgraphs/contract/bounds';
import { cleanTyped } from '../../../subgraphs/search/question/cleanTyped';
import { HIT_ORDERS } from '../../../subgraphs/contract/enums';
import type { HitOrder } from '../../../subgraphs/contract/enums';
import { CONDITION_NAMES, conditionOf, conditionsFor } from './conditions';
import type { ConditionName, Conditions } from './conditions';
import { isTracking } from './isTracking';
import { SEARCH_KINDS } from './SearchKind';
import type { SearchKind } from './SearchKind';

export { SEARCH_KINDS };
export type { SearchKind };

/** A question to all cities, as a person asks it. */
export interface Search {
  readonly kind: SearchKind;
  readonly text: string | undefined;
  /** Ids of concepts, `concept:<slug>`. */
  readonly concepts: readonly string[];
  /** Slugs; empty means all cities. */
  readonly cities: readonly string[];
  /** Ids, `alliance:<slug>`; empty means all alliances. */
  readonly alliances: readonly string[];
  /** What else a record has to be; those that its kind does not have say nothing. */
  readonly conditions?: Conditions;
  /** BCP 47 tag of the language in which labels are wanted. */
  readonly lang: string;
  /** Left out, what fits best comes first. */
  readonly order?: HitOrder;
  /** The `endCursor` of the page before. */
  readonly after: string | undefined;
  /** The `startCursor` of the page behind, in place of `after`. */
  readonly before?: string | undefined;
  /** Left out, each hit is a card. */
  readonly view?: 'table' | undefined;
}

/** Whether anything is asked at all. */
export function isBlank(search: Search): boolean {
  return search.text === undefined && search.concepts.length === 0;
}

/** Longer than any question; the hub may refuse a shorter one. */
const MAX_LENGTH = 1_000;

/**
 * Of all lists together, values and their characters: a page shows each with a link to the search without it, in which all
 * others stand, so that an address of 8 KB made a page of 7 MB.
 */
const MOST_VALUES = 100;
const MOST_CHARACTERS = 4_000;

/** A query string as Fastify parses it: a name that comes twice has a list. */
export type QueryString = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Why a query string is no search: the parameter at fault, and what is wrong with it. */
export interface SearchProblem {
  readonly parameter: string;
  readonly reason: 'repeated' | 'too long' | 'unknown';
}

type ParsedSearch =
  | { readonly state: 'valid'; readonly search: Search }
  /** With what was typed, and no more. */
  | { readonly state: 'invalid'; readonly problem: SearchProblem; readonly search: Search };

/** All that an address can say of every kind of search. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'kind',
  'text',
  'concepts',
  'city',
  'alliance',
  'order',
  'after',
  'before',
  'view',
  'lang',
]);

/** The names in a query string that say nothing here, and those of conditions that the search does not have. */
export function unknownParametersOf(parameters: QueryString, kind: SearchKind): readonly string[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (PARAMETERS.has(name) || isTracking(name)) return [];
    const isKnown = isConditionName(name) && conditionOf(kind, name) !== undefined;
    return isKnown || (isConditionName(name) && list(value).length === 0) ? [] : [name];
  });
}

function isConditionName(name: string): name is ConditionName {
  return CONDITION_NAMES.some((known) => known === name);
}

/**
 * Reads a search from a query string: `kind` (experts when missing), `text`, `order`, `after`, `before`, and the lists
 * `concepts`, `city`, `alliance`, each repeated or separated by commas, and the conditions of its kind. Empty values count as missing. `lang` is for the
 * caller to choose.
 */
export function parseSearch(parameters: QueryString, lang: string): ParsedSearch {
  // As it is meant: what the hub tells of it is looked for in it again.
  const text = cleanTyped(one(parameters['text']) ?? '') || undefined;
  const typed: Search = { kind: 'experts', text, concepts: [], cities: [], alliances: [], lang, after: undefined };
  const invalid = (parameter: string, reason: SearchProblem['reason']): ParsedSearch => ({
    ...{ state: 'invalid', problem: { parameter, reason }, search: typed },
  });
  for (const name of ['kind', 'text', 'order', 'after', 'before', 'view']) {
    if (Array.isArray(parameters[name])) return invalid(name, 'repeated');
  }
  for (const [name, value] of Object.entries(parameters)) {
    const most = name === 'after' || name === 'before' ? MAX_CURSOR_BYTES : MAX_LENGTH;
    if ([value].flat().some((part) => (part?.length ?? 0) > most)) return invalid(name, 'too long');
  }
  const kind = one(parameters['kind']) ?? 'experts';
  if (!isSearchKind(kind)) return invalid('kind', 'unknown');
  const order = HIT_ORDERS.find((known) => known === (one(parameters['order']) ?? 'RELEVANCE'));
  if (order === undefined) return invalid('order', 'unknown');
  const view = one(parameters['view']);
  if (view !== undefined && view !== 'table' && view !== 'cards') return invalid('view', 'unknown');
  const conditions: Partial<Record<ConditionName, readonly string[]>> = {};
  for (const name of CONDITION_NAMES) {
    const [condition, value] = [conditionOf(kind, name), parameters[name]];
    if (condition === undefined || value === undefined) continue;
    const given = condition.isList ? list(value) : [one(value) ?? ''].filter((each) => each !== '');
    if (!condition.isList && Array.isArray(value)) return invalid(name, 'repeated');
    if (given.some((each) => !(condition.values?.includes(each) ?? true))) return invalid(name, 'unknown');
    if (given.some((each) => condition.fits?.(each) === false)) return invalid(name, 'unknown');
    if (name.startsWith('population') && given.some((each) => !/^\d{1,9}$/.test(each))) return invalid(name, 'unknown');
    const { write = (each: string) => each } = condition;
    if (given.length > 0) conditions[name] = [...new Set(given.map(write))];
  }
  const concepts = list(parameters['concepts']);
  const cities = list(parameters['city']);
  const alliances = list(parameters['alliance']);
  const excess = longestBeyond({ concepts, city: cities, alliance: alliances, ...conditions });
  if (excess !== undefined) return invalid(excess, 'too long');
  return {
    state: 'valid',
    search: {
      kind,
      text,
      concepts,
      cities,
      alliances,
      conditions,
      lang,
      order,
      after: one(parameters['after']),
      before: one(parameters['before']),
      ...(view === 'table' && { view }),
    },
  };
}

/** The longest of some lists, where they are too long together. */
function longestBeyond(lists: Readonly<Record<string, readonly string[]>>): string | undefined {
  const all = Object.values(lists).flat();
  if (all.length <= MOST_VALUES && all.join('').length <= MOST_CHARACTERS) return undefined;
  const byLength = Object.entries(lists).map(([name, values]) => [values.join(',').length, name] as const);
  return byLength.sort(([one], [other]) => other - one)[0]?.[1];
}

function one(value: QueryString[string]): string | undefined {
  const trimmed = [value].flat()[0]?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function list(value: QueryString[string]): string[] {
  const parts = [value].flat().flatMap((part) => part?.split(',') ?? []);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

function isSearchKind(kind: string): kind is SearchKind {
  return SEARCH_KINDS.some((known) => known === kind);
}

/** The query string that `parseSearch` reads back, beginning with `?`. `lang` is left out unless it is given. */
export function writeQueryString(search: Omit<Search, 'lang'> & { readonly lang?: string }): string {
  const parameters = new URLSearchParams({ kind: search.kind });
  if (search.text !== undefined) parameters.append('text', search.text);
  for (const concept of search.concepts) parameters.append('concepts', concept);
  for (const city of search.cities) parameters.append('city', city);
  for (const alliance of search.alliances) parameters.append('alliance', alliance);
  for (const [name, values] of Object.entries(conditionsFor(search.kind, search.conditions ?? {}))) {
    for (const value of values) parameters.append(name, value);
  }
  if (search.order !== undefined && search.order !== 'RELEVANCE') parameters.append('order', search.order);
  if (search.after !== undefined) parameters.append('after', search.after);
  if (search.before !== undefined) parameters.append('before', search.before);
  if (search.view !== undefined) parameters.append('view', search.view);
  if (search.lang !== undefined) parameters.append('lang', search.lang);
  return `?${parameters.toString()}`;
}

/** Where the page of a search is. */
export function searchAddress(search: Parameters<typeof writeQueryString>[0]): string {
  return `/search${writeQueryString(search)}`;
}

/** Where the map of what a search finds is. */
export function mapAddress(search: Parameters<typeof writeQueryString>[0]): string {
  return `/map${writeQueryString({ ...search, order: undefined, after: undefined, before: undefined, view: undefined })}`;
}
