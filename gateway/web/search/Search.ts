import type { SearchKind } from './SearchKind';

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
  /** The `endCursor` of the page before. */
  readonly after: string | undefined;
}

/** Whether anything is asked at all. */
export function isBlank(search: Search): boolean {
  return search.text === undefined && search.concepts.length === 0;
}
