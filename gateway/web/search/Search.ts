import { MAX_CURSOR_BYTES } from '../../../subgraphs/contract/bounds';
import { HIT_ORDERS } from '../../../subgraphs/contract/enums';
import type { HitOrder } from '../../../subgraphs/contract/enums';

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
  /** BCP 47 tag of the language in which labels are wanted. */
  readonly lang: string;
  /** Left out, what fits best comes first. */
  readonly order?: HitOrder;
  /** The `endCursor` of the page before. */
  readonly after: string | undefined;
  /** The `startCursor` of the page behind, in place of `after`. */
  readonly before?: string | undefined;
}

/** Whether anything is asked at all. */
export function isBlank(search: Search): boolean {
  return search.text === undefined && search.concepts.length === 0;
}

/** The cross-city searches, by the name of their field in the API. */
export const SEARCH_KINDS = ['experts', 'programmes', 'exchanges', 'offers', 'needs'] as const;

export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Longer than any question; the hub may refuse a shorter one. */
const MAX_LENGTH = 1_000;

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

/** All that an address can say. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'kind',
  'text',
  'concepts',
  'city',
  'alliance',
  'order',
  'after',
  'before',
  'lang',
]);

/** The names in a query string that say nothing here. */
export function unknownParametersOf(parameters: QueryString): readonly string[] {
  return Object.keys(parameters).filter((name) => !PARAMETERS.has(name));
}

/**
 * Reads a search from a query string: `kind` (experts when missing), `text`, `order`, `after`, `before`, and the lists
 * `concepts`, `city`, `alliance`, each repeated or separated by commas. Empty values count as missing. `lang` is for the caller to choose.
 */
export function parseSearch(parameters: QueryString, lang: string): ParsedSearch {
  const text = one(parameters['text']);
  const typed: Search = { kind: 'experts', text, concepts: [], cities: [], alliances: [], lang, after: undefined };
  const invalid = (parameter: string, reason: SearchProblem['reason']): ParsedSearch => ({
    ...{ state: 'invalid', problem: { parameter, reason }, search: typed },
  });
  for (const name of ['kind', 'text', 'order', 'after', 'before']) {
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
  return {
    state: 'valid',
    search: {
      kind,
      text,
      concepts: list(parameters['concepts']),
      cities: list(parameters['city']),
      alliances: list(parameters['alliance']),
      lang,
      order,
      after: one(parameters['after']),
      before: one(parameters['before']),
    },
  };
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
  if (search.order !== undefined && search.order !== 'RELEVANCE') parameters.append('order', search.order);
  if (search.after !== undefined) parameters.append('after', search.after);
  if (search.before !== undefined) parameters.append('before', search.before);
  if (search.lang !== undefined) parameters.append('lang', search.lang);
  return `?${parameters.toString()}`;
}
