import { examples } from '../../../gateway/web/explorer/examples';

/** What clients ask of the demo network: every field at the root, edges from city to city, pages, nulls and errors. */
export interface Question {
  readonly asks: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const STAFF = 'id kind name role department languages source updatedAt city { id name }';

export const questions: readonly Question[] = [
  ...examples.map(({ asks, query }) => ({ asks: asks.en, query: query('en') })),
  {
    asks: 'experts with what they did, by variables',
    query: `query ($text: String!, $first: Int) {
      experts(text: $text, first: $first) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges { cursor score why { match role concept { label } topic { label } } node { ${STAFF} contact { email } } }
        facets { cities { city { id } count } concepts { concept { id } count } }
        expansion { id }
        coverage { asked answered notAsked complete withheld cities { city { id } status hits } }
      }
    }`,
    variables: { text: 'Wohnen', first: 5 },
  },
  {
    asks: 'programmes with their topics and people',
    query: `{
      programmes(text: "Jugend", first: 10) {
        nodes { id title status goodPractice topics { label mappings { concept { id } match } } staff { name }
                partners { name kind } city { name } }
      }
    }`,
  },
  {
    asks: 'exchanges with hosts, guests and what the guests know',
    query: `{
      exchanges(text: "housing", first: 10) {
        nodes {
          id title kind host { id name staff(first: 2) { totalCount nodes { name } } }
          guests { id connected staff(first: 2) { nodes { name city { id } } } }
        }
      }
    }`,
  },
  {
    asks: 'what was narrowed by what contract 1.1 knows, divided, and what cities offer and look for',
    query: `{
      programmes(text: "housing", filter: { hasCosts: true, updatedSince: "2020-01-01T00:00:00Z",
          costsBelow: { amount: "999999999", currency: "EUR", period: ONCE, scope: TOTAL } }) {
        nodes { id costs { amount } }
        facets { years { year count } funders { funder count } populations { population { min } count } notDivided }
      }
      offers(text: "housing", filter: { kinds: [VISIT, TALK] }) { nodes { id kind title } facets { languages { language } } }
      needs(text: "housing", filter: { statuses: [OPEN] }) { nodes { id status title } facets { needStatuses { status count } } }
    }`,
  },
  {
    asks: 'two searches at once, under other names',
    query: `{
      a: experts(text: "refugees") { nodes { who: name where: city { named: name } } }
      b: experts(text: "housing action plans") { nodes { who: name } coverage { complete } }
    }`,
  },
  {
    asks: 'a person by id, and ids of every kind at once',
    query: `{
      node(id: "gera:staff:wanzar") { __typename id ... on Staff { name city { name } } }
      nodes(ids: ["gera", "gera:staff:none", "alliance:none", "velbert", "musterstadt:staff:1"]) {
        __typename id ... on City { name country } ... on Staff { name }
      }
    }`,
  },
  {
    asks: 'the cities, their pages and what they look for and offer',
    query: `{
      cities(first: 3) { totalCount pageInfo { hasNextPage endCursor } nodes { id name country population connected } }
      city(id: "musterstadt") {
        name alliances { name }
        staff(first: 3) { totalCount pageInfo { hasNextPage } nodes { ${STAFF} } }
        programmes(first: 2) { nodes { title documents { title url } } }
        topics(first: 3) { nodes { label(lang: "en") } }
        needs(first: 2) { nodes { title } }
        offers(first: 2) { nodes { title } }
      }
    }`,
  },
  {
    asks: 'the vocabulary, and who knows about a concept',
    query: `{
      concepts(text: "hous", first: 3) { id label altLabels broader { id } narrower { id } }
      concept(id: "concept:housing") {
        label(lang: "nl")
        experts(first: 3) { nodes { name city { id } } }
        cities { nodes { id } }
      }
      alliances { id name cities { id } }
    }`,
  },
  {
    asks: 'what others have for what a city looks for',
    query: `{
      matches(city: "velbert", first: 5) {
        totalCount
        nodes {
          need { title city { id } }
          concepts { id }
          experts(first: 2) { nodes { name city { id } } coverage { asked answered complete } }
          programmes(first: 2) { nodes { title } }
          offers(first: 2) { nodes { title city { id } } }
        }
      }
    }`,
  },
  {
    asks: 'counts by city and by alliance',
    query: `{
      cities: landscape(concepts: ["concept:housing", "concept:refugees"]) {
        counted notCounted nodes { concept { id } city { id } staff programmes exchanges offers }
      }
      alliances: landscape(concepts: ["concept:housing"], groupBy: ALLIANCE) { nodes { alliance { name } cities staff } }
      largest: largestConcepts(first: 5) { nodes { concept { label } cities programmes } }
    }`,
  },
  {
    asks: 'cities that are like one',
    query: `{
      similarCities(city: "gera", first: 3) {
        totalCount
        edges { score node { name } why { kind score sharedConcepts concepts { label } alliances { name } country population { min } } }
      }
    }`,
  },
  {
    asks: 'fields that a variable leaves out',
    query: `query ($withCity: Boolean!, $withoutRole: Boolean!) {
      experts(text: "Jugend", first: 4) {
        nodes { name role @skip(if: $withoutRole) city @include(if: $withCity) { name } ...More }
      }
    }
    fragment More on Staff { languages experiences { role since @include(if: $withCity) } }`,
    variables: { withCity: false, withoutRole: true },
  },
  { asks: 'a city that nobody knows', query: '{ city(id: "atlantis") { name } alliances { id } }' },
  { asks: 'an id of no form', query: '{ node(id: "no id") { id } alliances { id } }' },
];
