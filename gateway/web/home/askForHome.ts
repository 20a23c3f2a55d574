import type { Query, QueryOperation } from '../Query';
import { LISTED_CITIES, readCities } from '../map/readCities';
import type { CitiesOfNetwork } from '../map/readCities';
import type { Term } from '../search/SearchAnswer';

/** Subjects that are named: as many as are read at a glance. */
const SUBJECTS = 24;

/** What all cities hold on a subject. */
export interface LargeSubject {
  readonly concept: Term;
  readonly cities: number;
  /** Null where it is not told, since there are so few: then `fewerThan` is. */
  readonly staff: number | null;
  readonly fewerThan: number | null;
  readonly programmes: number;
  readonly exchanges: number;
}

/** The subjects on which most cities hold something, and on what that rests. */
export interface LargeSubjects {
  readonly nodes: readonly LargeSubject[];
  readonly totalCount: number;
  /** Cities whose counts the hub does not have yet. */
  readonly notCounted: number;
  /** ISO 8601 in UTC, of the oldest counts; null where there are none. */
  readonly summariesAsOf: string | null;
}

/** What the first page tells of the network. */
export interface HomeFacts extends CitiesOfNetwork {
  /** Undefined where they could not be had. */
  readonly subjects: LargeSubjects | undefined;
}

const DOCUMENT = `query Home($lang: String, $citiesAfter: String) {
  ${LISTED_CITIES}
  subjects: largestConcepts(first: ${SUBJECTS}) {
    totalCount notCounted summariesAsOf
    nodes { concept { id label(lang: $lang) } cities staff fewerThan programmes exchanges }
  }
}
`;

function createHomeOperation(lang: string): QueryOperation {
  return { query: DOCUMENT, variables: { lang } };
}

/**
 * Asks the hub for the network's cities and its largest subjects, in one operation. No city is asked.
 *
 * @throws where the cities cannot be had
 */
export async function askForHome(query: Query, lang: string, signal: AbortSignal): Promise<HomeFacts> {
  const result = await query(createHomeOperation(lang), { signal });
  // The hub's own schema guarantees the shape of what the operation selects.
  const subjects = (result.data?.['subjects'] ?? undefined) as LargeSubjects | undefined;
  return { ...(await readCities(query, result, signal)), subjects };
}
