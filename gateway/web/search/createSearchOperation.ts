import type { QueryOperation } from '../Query';
import type { Search, SearchKind } from './Search';

const FILTERS: Record<SearchKind, string> = {
  experts: 'ExpertFilter',
  programmes: 'ProgrammeFilter',
  exchanges: 'ExchangeFilter',
};

const NODES: Record<SearchKind, string> = {
  experts: `id kind name role department languages source
        contact { email phone url }
        city { id name country }
        experiences {
          role since until summary
          topic { id label(lang: $lang) }
          programme { id title }
        }`,
  programmes: `id title summary status startsOn endsOn goodPractice openToVisitors source
        city { id name country }
        partners { name }`,
  exchanges: `id kind title summary startsOn endsOn durationDays participants participantsApproximate source
        city { id name country }
        host { id name country }
        guests { id name country }
        partners { name }`,
};

function writeDocument(kind: SearchKind): string {
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `query ${name}(
  $text: String
  $concepts: [ID!]
  $filter: ${FILTERS[kind]}
  $first: Int
  $after: String
  $lang: String
) {
  ${kind}(
    text: $text
    concepts: $concepts
    filter: $filter
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    expansion { id label(lang: $lang) }
    edges {
      score
      why {
        match role since until
        concept { id label(lang: $lang) }
        topic { id label(lang: $lang) }
      }
      node {
        ${NODES[kind]}
      }
    }
    coverage {
      asked answered notAsked complete
      cities { status hits withheld city { id name country } }
    }
  }
}
`;
}

const DOCUMENTS: Record<SearchKind, string> = {
  experts: writeDocument('experts'),
  programmes: writeDocument('programmes'),
  exchanges: writeDocument('exchanges'),
};

/** The GraphQL operation that answers a search; `first` is the length of the page, 1 to 100. */
export function createSearchOperation(search: Search, first: number): QueryOperation {
  const filter = {
    ...(search.cities.length > 0 && { cities: search.cities }),
    ...(search.alliances.length > 0 && { alliances: search.alliances }),
  };
  return {
    query: DOCUMENTS[search.kind],
    variables: {
      ...(search.text !== undefined && { text: search.text }),
      ...(search.concepts.length > 0 && { concepts: search.concepts }),
      ...(Object.keys(filter).length > 0 && { filter }),
      first,
      ...(search.after !== undefined && { after: search.after }),
      lang: search.lang,
    },
  };
}
