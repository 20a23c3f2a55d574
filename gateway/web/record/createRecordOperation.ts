import { SUBJECT_COUNTS } from '../search/subjectCounts';
import type { QueryOperation } from '../Query';
import { CITY, CONTACT, NODES } from '../search/createSearchOperation';
import type { PageKind, RecordType } from './address';

/** What a city's page lists of each kind, and a subject's page of cities. */
const LISTED = 10;
const CITIES = 50;
/** Of the cities that are like one: some host no server, and have nothing to compare. */
const SIMILAR = 20;

const TOPICS = `topics { id label(lang: $lang) mappings { concept { id label(lang: $lang) } } }`;
const LISTED_FIELDS = 'id title text(lang: $lang) { lang title }';

/** A city's records, by what each is called in the API. */
const RECORDS: Record<RecordType, { readonly type: string; readonly selection: string }> = {
  staff: { type: 'Staff', selection: NODES.page.experts },
  programme: { type: 'Programme', selection: `${NODES.page.programmes} ${TOPICS}` },
  exchange: { type: 'Exchange', selection: `${NODES.page.exchanges} ${TOPICS}` },
  offer: { type: 'Offer', selection: `${NODES.page.offers} ${TOPICS}` },
  need: { type: 'Need', selection: `${NODES.page.needs} ${TOPICS}` },
};

const CITY_DOCUMENT = `query City($id: ID!, $lang: String) {
  found: city(id: $id) {
    id name country population connected status languages source
    alliances { id name }
    programmes(first: ${LISTED}) { totalCount nodes { ${LISTED_FIELDS} } }
    staff(first: ${LISTED}) { totalCount nodes { id name role department ${CONTACT} } }
    offers(first: ${LISTED}) { totalCount nodes { ${LISTED_FIELDS} } }
    exchanges(first: ${LISTED}) { totalCount nodes { ${LISTED_FIELDS} startsOn } }
    needs(first: ${LISTED}) { totalCount nodes { ${LISTED_FIELDS} } }
    topics(first: 40) { totalCount nodes { id label(lang: $lang) mappings { concept { id label(lang: $lang) } } } }
  }
  similar: similarCities(city: $id, first: ${SIMILAR}) { nodes { id name connected } }
}
`;

const SUBJECT_DOCUMENT = `query Subject($id: ID!, $lang: String) {
  found: concept(id: $id) {
    id label(lang: $lang) altLabels(lang: $lang) definition(lang: $lang)
    broader { id label(lang: $lang) } narrower { id label(lang: $lang) } related { id label(lang: $lang) }
    cities(narrower: true, first: ${CITIES}) {
      totalCount notCounted
      edges { ${SUBJECT_COUNTS} node ${CITY} }
    }
  }
  meetings: exchanges(concepts: [$id], first: ${LISTED}) {
    totalCount
    nodes { ${LISTED_FIELDS} startsOn host { id name } guests { id name } }
    coverage { complete }
  }
}
`;

function writeDocument(kind: PageKind): string {
  if (kind === 'city') return CITY_DOCUMENT;
  if (kind === 'subject') return SUBJECT_DOCUMENT;
  const { type, selection } = RECORDS[kind];
  return `query ${type}($id: ID!, $lang: String) {
  found: node(id: $id) { ... on ${type} { ${selection} } }
}
`;
}

/** The GraphQL operation that fetches one thing as `found`, with all that its page tells; for a city those that are like it as `similar`, for a subject who met about it as `meetings`. */
export function createRecordOperation(kind: PageKind, id: string, lang: string): QueryOperation {
  return { query: writeDocument(kind), variables: { id, lang } };
}
