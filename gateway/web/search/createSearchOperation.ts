import type { QueryOperation } from '../Query';
import { filterOf } from './conditions';
import { chosenFacets } from './chosenFacets';
import { selectFacet, selectFacets } from './facetSelection';
import type { FacetField } from './facetSelection';
import { SEARCH_KINDS } from './Search';
import type { Search, SearchKind } from './Search';

/** The input type of each kind's filter in the API. */
export const FILTERS: Record<SearchKind, string> = {
  experts: 'ExpertFilter',
  programmes: 'ProgrammeFilter',
  exchanges: 'ExchangeFilter',
  offers: 'OfferFilter',
  needs: 'NeedFilter',
};

/** A page has all that a reader decides on; a table has what can be compared, of a hundred records at a time. */
export type Selection = 'page' | 'table';

export const CITY = '{ id name country }';
/** How a text was read. */
export const UNDERSTOOD = `understood {
      kind text label country excluded
      concept { id label(lang: $lang) narrower { id label(lang: $lang) } }
      city { id name country population connected }
    }
    ignored { text reason }`;
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

/** What a page asks beside its hits. */
interface Beside {
  /** How the matches divide. */
  readonly facets: boolean;
  /** How many each other kind of search finds for the same question. */
  readonly others: boolean;
  /** The facets of which a value is chosen: how the matches divide without. */
  readonly chosen: readonly FacetField[];
}

const ALONE: Beside = { facets: false, others: false, chosen: [] };

function writeDocument(kind: SearchKind, selection: Selection, { facets, others, chosen }: Beside = ALONE): string {
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  const counted = others ? SEARCH_KINDS.filter((other) => other !== kind) : [];
  return `query ${name}(
  $text: String
  $concepts: [ID!]
  $match: Match
  $filter: ${FILTERS[kind]}${counted.map((other) => `\n  $${other}Filter: ${FILTERS[other]}`).join('')}${chosen
    .map((field) => `\n  $${filterWithout(field)}: ${FILTERS[kind]}`)
    .join('')}
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
    totalCount totalCountIsExact totalMatchingAll
    pageInfo { ${PAGE_INFO[facets ? 'page' : selection]} }
    ${UNDERSTOOD}
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
      cities { status hits withheld tookMs city ${CITY} }
    }${facets ? `\n    ${selectFacets(kind)}` : ''}
  }${counted.map(writeCount).join('')}${chosen.map((field) => writeFacet(kind, field)).join('')}
}
`;
}

/** Counts alone: no record is fetched for it, and each city is asked together with the search itself. */
function writeCount(kind: SearchKind): string {
  return `
  ${kind}(text: $text, concepts: $concepts, match: $match, filter: $${kind}Filter, first: 1) {
    totalCount
    coverage { asked notAsked complete }
  }`;
}

/** The name under which an answer has a facet as it is without what is chosen of it, and that of its filter. */
export const facetWithout = (field: FacetField): string => `${field}Without`;
const filterWithout = (field: FacetField): string => `${field}Filter`;

/** How the matches divide in one way, as if nothing of it were chosen: each city is asked together with the search itself. */
function writeFacet(kind: SearchKind, field: FacetField): string {
  const concepts = field === 'concepts' ? '' : 'concepts: $concepts, ';
  return `
  ${facetWithout(field)}: ${kind}(text: $text, ${concepts}match: $match, filter: $${filterWithout(field)}, first: 1) {
    coverage { complete }
    ${selectFacet(field)}
  }`;
}

function mapKinds<Value>(valueOf: (kind: SearchKind) => Value): Record<SearchKind, Value> {
  return Object.fromEntries(SEARCH_KINDS.map((kind) => [kind, valueOf(kind)])) as Record<SearchKind, Value>;
}

const DOCUMENTS: Record<Selection, Record<SearchKind, string>> = {
  page: mapKinds((kind) => writeDocument(kind, 'page')),
  table: mapKinds((kind) => writeDocument(kind, 'table')),
};

/** The conditions of a search, as the filter of a kind: of a further one, those that it has. */
function filterFor(kind: SearchKind, { cities, alliances, conditions = {} }: Search): Record<string, unknown> {
  return {
    ...(cities.length > 0 && { cities }),
    ...(alliances.length > 0 && { alliances }),
    ...filterOf(kind, conditions),
  };
}

/** The GraphQL operation that answers a search; `size` is the length of the page, 1 to 100. */
export function createSearchOperation(search: Search, size: number, selection: Selection): QueryOperation {
  const filter = filterFor(search.kind, search);
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

/**
 * The same with all that its page shows beside the hits: how the matches divide and, on the first page, how many the other
 * kinds of search find. Of a facet of which a value is chosen, the others are counted as they would be without it, unless
 * `countsAlone`, which costs less.
 */
export function createPageOperation(search: Search, size: number, countsAlone = false): QueryOperation {
  const { kind } = search;
  const selection = selectionOf(search);
  const { variables } = createSearchOperation(search, size, selection);
  const isFirst = search.after === undefined && search.before === undefined;
  const chosen = countsAlone ? [] : chosenFacets(search);
  const fields = chosen.map(({ field }) => field);
  const filters = [
    ...(isFirst ? SEARCH_KINDS.filter((other) => other !== kind) : []).map(
      (other) => [`${other}Filter`, filterFor(other, search)] as const,
    ),
    ...chosen.map(({ field, without }) => [filterWithout(field), filterFor(kind, without)] as const),
  ];
  return {
    query: writeDocument(kind, selection, { facets: true, others: isFirst, chosen: fields }),
    variables: { ...variables, ...Object.fromEntries(filters.filter(([, filter]) => Object.keys(filter).length > 0)) },
  };
}

/** What is asked of each hit: a table has no use for what is only on a card. */
export function selectionOf({ view }: Search): Selection {
  return view ?? 'page';
}
