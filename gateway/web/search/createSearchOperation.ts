import type { QueryOperation } from '../Query';
import type { Search, SearchKind } from './Search';

const FILTERS: Record<SearchKind, string> = {
  experts: 'ExpertFilter',
  programmes: 'ProgrammeFilter',
  exchanges: 'ExchangeFilter',
  offers: 'OfferFilter',
  needs: 'NeedFilter',
};

/** A page has all that a reader decides on; a table has what can be compared, of a hundred records at a time. */
export type Selection = 'page' | 'table';

export const CITY = '{ id name country }';
export const CONTACT = 'contact { post email phone url }';
const RESULTS = 'results { indicator value unit before date evidence { title url } }';

export const TITLED = `id title summary lang
        text(lang: $lang) { lang title summary }`;

const EXPERT = `id kind name role department languages source updatedAt
        ${CONTACT}
        city ${CITY}`;

const OFFER = `id kind title availability
            text(lang: $lang) { lang title }
            ${CONTACT}`;

const ADAPTATION = `id title text(lang: $lang) { lang title } city ${CITY}`;

const PROGRAMME = `${TITLED}
        status startsOn endsOn goodPractice openToVisitors staffEffort
        reach { value unit }
        costs { amount currency period scope note }
        ${CONTACT}
        licence reviewedOn updatedAt source
        city ${CITY}
        partners { name }`;

const EXCHANGE = `${TITLED}
        kind startsOn endsOn durationDays participants participantsApproximate
        place registerBy openTo url source updatedAt
        ${CONTACT}
        city ${CITY}
        host ${CITY}
        hostConfirmed
        guests ${CITY}
        partners { name }`;

const OFFERED = `${TITLED}
        kind availability capacity languages source updatedAt
        ${CONTACT}
        city ${CITY}
        programme { id title }`;

const NEEDED = `${TITLED}
        status wantedBy source updatedAt
        ${CONTACT}
        city ${CITY}`;

/** What is asked of each record that a search finds. */
export const NODES: Record<Selection, Record<SearchKind, string>> = {
  table: {
    experts: `${EXPERT}
        experiences {
          role since until summary
          topic { id label(lang: $lang) }
          programme { id title }
        }`,
    programmes: `${PROGRAMME}
        offers { kind title availability }`,
    exchanges: EXCHANGE,
    offers: OFFERED,
    needs: NEEDED,
  },
  page: {
    experts: `${EXPERT}
        experiences {
          role since until summary
          topic { id label(lang: $lang) }
          programme {
            id title
            ${CONTACT}
            offers {
              ${OFFER}
            }
          }
        }`,
    programmes: `${PROGRAMME}
        problem approach targetGroups
        funding { kind programme funder amount currency share url }
        ${RESULTS}
        lessons { kind text }
        legalBasis { title url }
        documents { title url language publishedOn }
        staff { id name role ${CONTACT} }
        offers {
          ${OFFER}
          capacity languages
        }
        exchanges { id title startsOn }
        adaptedFrom { ${ADAPTATION} }
        adaptedBy(first: 5) { nodes { ${ADAPTATION} } coverage { complete } }`,
    exchanges: `${EXCHANGE}
        ${RESULTS}`,
    offers: OFFERED,
    needs: NEEDED,
  },
};

/** A table is read from its beginning to its end. */
const PAGE_INFO: Record<Selection, string> = {
  page: 'hasNextPage endCursor hasPreviousPage startCursor',
  table: 'hasNextPage endCursor',
};

function writeDocument(kind: SearchKind, selection: Selection): string {
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `query ${name}(
  $text: String
  $concepts: [ID!]
  $match: Match
  $filter: ${FILTERS[kind]}
  $order: SearchOrder
  $first: Int
  $after: String
  $last: Int
  $before: String
  $lang: String
) {
  ${kind}(
    text: $text
    concepts: $concepts
    match: $match
    filter: $filter
    order: $order
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    totalCount totalMatchingAll
    pageInfo { ${PAGE_INFO[selection]} }
    understood {
      kind text label
      concept { id label(lang: $lang) narrower { id label(lang: $lang) } }
      city { id name country population connected }
    }
    ignored { text reason }
    didYouMean { id label(lang: $lang) }
    nearQuestions { kind concept { id label(lang: $lang) } everywhere cities }
    expansion { id label(lang: $lang) }
    edges {
      score
      why {
        match role since until
        concept { id label(lang: $lang) }
        topic { id label(lang: $lang) }
      }
      node {
        ${NODES[selection][kind]}
      }
    }
    coverage {
      asked answered notAsked withheld complete
      cities { status hits withheld city ${CITY} }
    }
  }
}
`;
}

const writeDocuments = (selection: Selection): Record<SearchKind, string> => ({
  experts: writeDocument('experts', selection),
  programmes: writeDocument('programmes', selection),
  exchanges: writeDocument('exchanges', selection),
  offers: writeDocument('offers', selection),
  needs: writeDocument('needs', selection),
});

const DOCUMENTS: Record<Selection, Record<SearchKind, string>> = {
  page: writeDocuments('page'),
  table: writeDocuments('table'),
};

/** The GraphQL operation that answers a search; `size` is the length of the page, 1 to 100. */
export function createSearchOperation(search: Search, size: number, selection: Selection): QueryOperation {
  const filter = {
    ...(search.cities.length > 0 && { cities: search.cities }),
    ...(search.alliances.length > 0 && { alliances: search.alliances }),
  };
  return {
    query: DOCUMENTS[selection][search.kind],
    variables: {
      ...(search.text !== undefined && { text: search.text }),
      ...(search.concepts.length > 0 && { concepts: search.concepts }),
      ...(Object.keys(filter).length > 0 && { filter }),
      ...(search.order !== undefined && { order: search.order }),
      ...(search.before === undefined ? { first: size } : { last: size, before: search.before }),
      ...(search.after !== undefined && { after: search.after }),
      lang: search.lang,
    },
  };
}
