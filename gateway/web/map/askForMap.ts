import type { Query, QueryOperation } from '../Query';
import { NoDataError, outcomeOf } from '../search/askHub';
import { CITY, createSearchOperation, FILTERS } from '../search/createSearchOperation';
import { isBlank } from '../search/Search';
import type { Search, SearchKind } from '../search/Search';
import type { ReadPage } from '../search/reading';
import type { SearchOutcome } from '../search/askHub';
import type { ListedCity } from './MapCity';

export interface MapFacts {
  readonly cities: readonly ListedCity[];
  /** How many more there are than a map shows. */
  readonly further: number;
  /** Undefined where nothing was asked. */
  readonly outcome: SearchOutcome<ReadPage> | undefined;
}

interface CityPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly ListedCity[];
}

/** Cities on a page of the API, and pages of a map: the hub has them by itself, and asks no city for it. */
const FIRST = 100;
const MOST_PAGES = 10;

const CITIES = `cities(first: ${FIRST}, after: $citiesAfter) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name country status location { latitude longitude } }
  }`;

const ALONE = `query Cities($citiesAfter: String) {
  ${CITIES}
}
`;

/** Counts alone: one hit is the least that can be asked for, and no record is fetched for it. */
function writeDocument(kind: SearchKind): string {
  return `query Map($text: String, $concepts: [ID!], $filter: ${FILTERS[kind]}, $lang: String, $citiesAfter: String) {
  ${CITIES}
  ${kind}(text: $text, concepts: $concepts, filter: $filter, first: 1) {
    totalCount totalCountIsExact totalMatchingAll
    understood {
      kind text label
      concept { id label(lang: $lang) narrower { id label(lang: $lang) } }
      city { id name country population connected }
    }
    ignored { text reason }
    didYouMean { id label(lang: $lang) }
    nearQuestions { kind concept { id label(lang: $lang) } everywhere cities }
    expansion { id label(lang: $lang) }
    coverage { asked answered notAsked withheld complete cities { status hits withheld tookMs city ${CITY} } }
  }
}
`;
}

function createMapOperation(search: Search): QueryOperation {
  if (isBlank(search)) return { query: ALONE, variables: {} };
  const { text, concepts, filter, lang } = createSearchOperation(search, 1, 'table').variables;
  return {
    query: writeDocument(search.kind),
    variables: Object.fromEntries(
      Object.entries({ text, concepts, filter, lang }).filter(([, value]) => value !== undefined),
    ),
  };
}

/**
 * Asks for all cities of the network and, where something is asked, for how many match in each, in one operation; of a network with more
 * than a hundred, for the others after it.
 *
 * @throws where the cities cannot be had
 */
export async function askForMap(query: Query, search: Search, signal: AbortSignal): Promise<MapFacts> {
  const result = await query(createMapOperation(search), { signal });
  const outcome = isBlank(search) ? undefined : outcomeOf<ReadPage>(result, search.kind);
  let page = result.data?.['cities'] as CityPage | undefined;
  if (page == null) throw new NoDataError(result.errors ?? []);
  const { totalCount } = page;
  const cities = [...page.nodes];
  for (let pages = 1; pages < MOST_PAGES && page.pageInfo.hasNextPage; pages++) {
    const { data, errors } = await query(
      { query: ALONE, variables: { citiesAfter: page.pageInfo.endCursor } },
      { signal },
    );
    if (data?.['cities'] == null) throw new NoDataError(errors ?? []);
    page = data['cities'] as CityPage;
    cities.push(...page.nodes);
  }
  return { cities, further: Math.max(0, totalCount - cities.length), outcome };
}
