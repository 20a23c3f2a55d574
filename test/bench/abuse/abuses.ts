import type { Abuse } from './Abuse';

/** Of the network that the bench serves: the city that is attacked, and a small one beside it. */
export interface AbusedNetwork {
  readonly large: string;
  readonly small: string;
  /** Concepts, those without a broader one first. */
  readonly concepts: readonly string[];
  readonly topConcepts: readonly string[];
}

/** Words of the summaries of nearly every experience, and of no concept. */
const COMMON = [
  'Stadt',
  'Trägern',
  'Stadtteile',
  'Arbeitsgruppe',
  'Beschäftigte',
  'Auswertung',
  'Fragen',
  'Gesprächen',
];

const FACETS = 'facets { roles { role count } cities { count } languages { count } concepts { count } }';

/** The worst requests that are known, by what they cost a hub and a city for each KB that is sent. */
export function listAbuses({ large, small, concepts, topConcepts }: AbusedNetwork): readonly Abuse[] {
  const staff = 'experiences { role since summary topic { id label mappings { match concept { label } } } }';
  const hit = `id name role department languages contact { email } ${staff} programmes { id title topics { label } }`;
  return [
    query(
      'experts and programmes of 100 concepts, with facets',
      '{ concepts(first: 100) { experts { facets { roles { role count } } } programmes { facets { statuses { status count } } } } }',
    ),
    query(
      'experts of 100 concepts, pages of 100',
      '{ concepts(first: 100) { experts(first: 100) { nodes { name } } } }',
    ),
    query('a text of common words', `{ experts(text: "${COMMON[0]} ${COMMON[1]}") { totalCount } }`),
    query(
      'a text of common words, with facets',
      `{ experts(text: "${COMMON[0]} ${COMMON[1]}") { totalCount ${FACETS} } }`,
    ),
    query('experts of all top concepts', 'query ($c: [ID!]) { experts(concepts: $c) { totalCount } }', {
      c: topConcepts,
    }),
    query(
      'experts of all top concepts, with facets',
      `query ($c: [ID!]) { experts(concepts: $c) { totalCount ${FACETS} } }`,
      { c: topConcepts },
    ),
    query(
      'experts of all top concepts with a common word, of two kinds, with facets',
      `query ($c: [ID!]) { experts(concepts: $c, text: "${COMMON[0]}", filter: { kinds: [UNIT, POST] }) { totalCount ${FACETS} } }`,
      { c: topConcepts },
    ),
    query(
      'three subjects and common words, with facets',
      `{ experts(text: "Armut Wohnen Pflege ${COMMON[5]} ${COMMON[7]}") { totalCount totalMatchingAll ${FACETS} } }`,
    ),
    query(
      'two subjects and common words, with facets, twelve times',
      aliases(
        12,
        (place) =>
          `experts(text: "Armut Wohnen ${COMMON[5]} ${COMMON[7]}", first: ${place + 1}) { totalCount ${FACETS} nodes { name } }`,
      ),
    ),
    query(
      'six texts that are given 100 ms',
      aliases(6, (place) => `experts(text: "${COMMON[place]}", timeoutMs: 100) { totalCount }`),
    ),
    query(
      '20 texts of common words, with facets',
      aliases(
        20,
        (place) =>
          `experts(text: "${COMMON[place % COMMON.length]} ${COMMON[(place * 3 + 1) % COMMON.length]}", first: 100) { totalCount facets { roles { count } } }`,
      ),
    ),
    query(
      '100 expansions of the whole vocabulary',
      `query ($c: [ID!]) ${aliases(100, () => 'experts(concepts: $c, first: 1) { expansion { id label altLabels definition broader { label narrower { label altLabels related { label } } } } }')}`,
      { c: topConcepts },
    ),
    query(
      '100 coverages with the alliances of each city',
      aliases(
        100,
        (place) =>
          `experts(text: "${COMMON[0]}", first: ${place + 1}) { coverage { cities { city { alliances { cities { name alliances { name } } } } } } }`,
      ),
    ),
    query(
      '17 times 100 nodes that are one city, with 100 staff',
      `query ($i: [ID!]!) ${aliases(17, () => 'nodes(ids: $i) { ... on City { staff(first: 100) { nodes { name } } } }')}`,
      { i: Array.from({ length: 100 }, () => large) },
    ),
    query(
      '90 times the topics of one city',
      aliases(90, () => `city(id: "${large}") { topics { nodes { label } } }`),
    ),
    query(
      'the staff of the staff of a topic',
      `{ city(id: "${large}") { topics(first: 20) { nodes { staff(first: 50) { nodes { ${staff} } } } } } }`,
    ),
    query(
      'experts with all they have, pages of 100',
      aliases(8, (place) => `experts(concepts: ["${concepts[place]}"], first: 100) { nodes { ${hit} } }`),
    ),
    query(
      '40 searches that nobody asked before',
      aliases(
        40,
        (place) =>
          `experts(concepts: ["${concepts[place % concepts.length]}"], first: ${place + 1}) { totalCount edges { score why { match concept { label } } node { ${hit} } } coverage { cities { city { name } status } } }`,
      ),
    ),
    query(
      'what others have for a city, ten times',
      aliases(
        10,
        (place) =>
          `matches(city: "${small}", first: ${place + 1}) { nodes { experts { totalCount facets { roles { count } } nodes { name } } programmes { totalCount nodes { title } } offers { totalCount } } }`,
      ),
    ),
    query(
      'the landscape of 100 concepts, 50 times',
      `query ($c: [ID!]!) ${aliases(50, (place) => `landscape(concepts: $c, groupBy: ${['CITY', 'ALLIANCE', 'COUNTRY', 'POPULATION'][place % 4]}, first: 1000) { nodes { concept { label } staff programmes } }`)}`,
      { c: concepts.slice(0, 100) },
    ),
    query(
      'suggestions for 100 long questions',
      aliases(100, (place) => `concepts(text: "${misspelt(place)}", first: 100) { label }`),
    ),
    query(
      'long texts under 95 names, most of whose words are known',
      `query ($t: String) ${aliases(95, (place) => `experts(text: $t, first: ${place + 1}) { totalCount }`)}`,
      { t: 'youth and work and housing and care and climate and sport and '.repeat(8).slice(0, 490) },
    ),
    query(
      'the schema, 40 times',
      aliases(
        40,
        () => '__schema { types { fields { name description args { name type { name } } type { ofType { name } } } } }',
      ),
    ),
    query('one field 1,600 times', `{ city(id: "${large}") { ${'name '.repeat(1_600)} } }`),
    query('8,000 concepts in variables', 'query ($c: [ID!]) { experts(concepts: $c) { totalCount } }', {
      c: Array.from({ length: 8_000 }, (_, place) => concepts[place % concepts.length]),
    }),
    {
      name: 'the table of all that a common word finds',
      write: (round) => ({
        method: 'GET',
        path: `/questions/experts.csv?text=${encodeURIComponent(`${COMMON[0]!} ${COMMON[round % COMMON.length]!}`)}`,
      }),
    },
  ];
}

function query(name: string, text: string, variables?: Readonly<Record<string, unknown>>): Abuse {
  return {
    name,
    write: (round) => {
      // An operation's name makes another text of it.
      const named = text.startsWith('query') ? text.replace('query', `query R${round}`) : `query R${round} ${text}`;
      return { method: 'POST', path: '/graphql', body: JSON.stringify({ query: named, variables }) };
    },
  };
}

function aliases(count: number, field: (place: number) => string): string {
  return `{ ${Array.from({ length: count }, (_, place) => `a${place}: ${field(place)}`).join(' ')} }`;
}

/** Words near many labels, so that each is compared with all of them. */
function misspelt(place: number): string {
  const words = [
    'housig',
    'youht wrok',
    'partizipaton',
    'integraton',
    'schuldnerberatng',
    'wohnungslosigket',
    'klimaschuz',
  ];
  return words.map((word) => word + String.fromCharCode(97 + (place % 26))).join(' ');
}
