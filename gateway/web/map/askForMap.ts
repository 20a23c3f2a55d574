import type { Query, QueryOperation } from '../Query';
import { outcomeOf } from '../search/askHub';
import { CITY, createSearchOperation, FILTERS } from '../search/createSearchOperation';
import { isBlank } from '../search/Search';
import type { Search, SearchKind } from '../search/Search';
import type { ReadPage } from '../search/reading';
import type { SearchOutcome } from '../search/askHub';
import { CITIES_ALONE, LISTED_CITIES, readCities } from './readCities';
import type { CitiesOfNetwork } from './readCities';

export interface MapFacts extends CitiesOfNetwork {
  /** Undefined where nothing was asked. */
  readonly outcome: SearchOutcome<ReadPage> | undefined;
}

/** Counts alone: one hit is the least that can be asked for, and no record is fetched for it. */
function writeDocument(kind: SearchKind): string {
  return `query Map($text: String, $concepts: [ID!], $filter: ${FILTERS[kind]}, $lang: String, $citiesAfter: String) {
  ${LISTED_CITIES}
  ${kind}(text: $text, concepts: $concepts, filter: $filter, first: 1) {
    totalCount totalCountIsExact totalMatchingAll
    understood {
      kind text label country excluded
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
  if (isBlank(search)) return { query: CITIES_ALONE, variables: {} };
  const { text, concepts, filter, lang } = createSearchOperation(search, 1, 'table').variables;
  return {
    query: writeDocument(search.kind),
    variables: Object.fromEntries(
      Object.entries({ text, concepts, filter, lang }).filter(([, value]) => value !== undefined),
    ),
  };
}

const NO_CITIES: CitiesOfNetwork = { cities: [], further: 0 };

/**
 * Asks for all cities of the network and, where something is asked, for how many match in each, in one operation; of a network with more
 * than a hundred, for the others after it.
 *
 * @throws where the cities cannot be had, and it is not known why
 */
export async function askForMap(query: Query, search: Search, signal: AbortSignal): Promise<MapFacts> {
  const result = await query(createMapOperation(search), { signal });
  const outcome = isBlank(search) ? undefined : outcomeOf<ReadPage>(result, search.kind);
  const cities = await readCities(query, result, signal).catch((err: unknown) => {
    if (outcome?.state !== 'refused') throw err;
    return NO_CITIES;
  });
  return { ...cities, outcome };
}
