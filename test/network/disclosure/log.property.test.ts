import fc from 'fast-check';
import { Client } from 'pg';
import { startProvider } from '../../attacks/hub/startProvider';
import type { Provider } from '../../attacks/hub/startProvider';
import { housingVocabulary } from '../housingVocabulary';
import { lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';

// A member asks the hub whatever it can be asked of the staff of a city. A program that knows the city's files, and none of
// its code, tells from the answer alone of whom the member was told, and looks for each of them in the city's log.

type Section = 'PUBLIC' | 'NETWORK' | 'INTERNAL';
interface Person {
  readonly key: string;
  readonly name: string;
  readonly kind: 'PERSON' | 'UNIT';
  readonly section: Section;
  readonly languages: readonly string[];
  readonly topics: readonly string[];
  readonly role: string;
}

const TOPICS = { plans: 'concept:housing-plan', parks: 'concept:parks', youth: 'concept:youth' } as const;
type TopicKey = keyof typeof TOPICS;
const ROLES = ['LED', 'WORKED', 'ADVISED'];
const LANGUAGES = ['en', 'nl', 'mt'];

/** 32 of them: everybody works on parks, a third on plans, and few on youth. */
const STAFF: readonly Person[] = Array.from({ length: 32 }, (_, at) => ({
  key: `p${String(at).padStart(2, '0')}`,
  // No two are alike enough to be taken for each other when one is asked for.
  name: `Person ${'abcdefghijklmnopqrstuvwxyzäöüßéè'.charAt((at * 7) % 32).repeat(3)}${((at * 7919) % 997) + 1000}x`,
  kind: at % 8 === 7 ? 'UNIT' : 'PERSON',
  section: at % 5 === 4 ? 'INTERNAL' : at % 2 === 0 ? 'NETWORK' : 'PUBLIC',
  languages: at % 11 === 0 ? ['en', 'mt'] : at % 3 === 0 ? ['nl'] : ['en'],
  topics: ['parks', ...(at % 3 === 0 ? ['plans'] : []), ...(at % 13 === 1 ? ['youth'] : [])],
  role: ROLES[at % 3]!,
}));
const PROGRAMME = STAFF.filter((_, at) => at % 6 === 0);
const seen = ({ section }: Person): boolean => section !== 'INTERNAL';
const isPerson = ({ kind }: Person): boolean => kind === 'PERSON';
const keysOf = (people: readonly Person[]): string[] => people.filter(isPerson).map(({ key }) => key);

const content = {
  'city.yaml': 'id: ashford\nname: Ashford\nlanguage: en\n',
  'topics.csv': lines('key,label_en,exact_match', ...Object.entries(TOPICS).map(([key, id]) => `${key},${key},${id}`)),
  'staff.csv': lines(
    'key,kind,name,languages,email,visibility',
    ...STAFF.map(
      ({ key, kind, name, languages, section }) =>
        `${key},${kind},${name},${languages.join('|')},${key}@ashford.example,${section}`,
    ),
  ),
  'programmes.csv': lines(
    'key,title,topics,staff,visibility',
    `green,The plan,parks,${PROGRAMME.map(({ key }) => key).join('|')},PUBLIC`,
  ),
  'experiences.csv': lines(
    'key,staff,topic,role,since',
    ...STAFF.flatMap(({ key, topics, role }) => topics.map((topic) => `${key}-${topic},${key},${topic},${role},2020`)),
  ),
};

let provider: Provider;
let network: TestNetwork;
let database: Client;
let member: string;
beforeAll(async () => {
  provider = await startProvider();
  member = await provider.sign({ exp: Math.floor(Date.now() / 1_000) + 3_600 });
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [{ id: 'ashford', name: 'Ashford', country: 'GB' }] },
    content: { ashford: content },
    config: { signIn: provider.signIn },
  });
  database = new Client(network.city('ashford').databaseUrl);
  await database.connect();
}, 60_000);
afterAll(async () => {
  await database.end();
  await network.close();
  await provider.close();
});

/** What an answer tells of persons, and which questions it answers in counts. */
interface Told {
  readonly persons: readonly string[];
  readonly counts: readonly {
    readonly total: number;
    readonly facets: boolean;
    readonly persons: readonly string[] | null;
  }[];
}
/** A field of a query, and how its answer is read. */
interface Field {
  readonly text: string;
  /** @param answer to this field */
  read(answer: Answer['data']): Told;
}

const NOTHING: Told = { persons: [], counts: [] };
/** Ids, names and addresses, wherever they stand. */
const namedIn = (answer: unknown): string[] => {
  const text = JSON.stringify(answer ?? null);
  return STAFF.filter(isPerson).flatMap(({ key, name }) =>
    text.includes(`:${key}"`) || text.includes(name) || text.includes(`${key}@`) ? [key] : [],
  );
};

/** `fold` of the database, for these names. */
const folded = (name: string): string =>
  name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
const byName = (one: Person, other: Person): number =>
  folded(one.name) + one.key < folded(other.name) + other.key ? -1 : 1;

const PAGE_PARTS = [
  'nodes { id }',
  'nodes { name contact { email } }',
  'nodes { __typename }',
  'edges { cursor }',
  'edges { node { id } }',
  'pageInfo { endCursor }',
  'pageInfo { hasNextPage }',
] as const;
const anyParts = fc.subarray([...PAGE_PARTS, 'totalCount'], { minLength: 1 });

/** A page of a list of staff: who stands on it follows from the list's order. */
function readList(list: readonly Person[], first: number, parts: readonly string[]): Field['read'] {
  return (answer) => {
    const isPaged = parts.some((part) => part !== 'totalCount');
    const page = [...list].sort(byName).slice(0, first);
    const { totalCount } = answer;
    if (totalCount !== undefined) expect(totalCount).toBe(list.length);
    return {
      persons: [...namedIn(answer), ...(isPaged ? keysOf(page) : [])],
      counts:
        totalCount === undefined
          ? []
          : [{ total: totalCount, facets: false, persons: list.length <= 20 ? keysOf(list) : null }],
    };
  };
}

const anyList: fc.Arbitrary<Field> = fc
  .record({
    first: fc.integer({ min: 1, max: 30 }),
    languages: fc.subarray(LANGUAGES),
    kinds: fc.subarray(['PERSON', 'UNIT']),
    parts: anyParts,
  })
  .map(({ first, languages, kinds, parts }) => ({
    text: `city(id: "ashford") { staff(first: ${first}, filter: { kinds: [${kinds.join()}], languages: ${JSON.stringify(languages)} }) { ${parts.join(' ')} } }`,
    read: ({ staff }) =>
      readList(
        STAFF.filter(
          (one) =>
            seen(one) &&
            (kinds.length === 0 || kinds.includes(one.kind)) &&
            (languages.length === 0 || one.languages.some((language) => languages.includes(language))),
        ),
        first,
        parts,
      )(staff),
  }));

const anyTopic = fc.constantFrom(...(Object.keys(TOPICS) as TopicKey[]));
const anyTopicList: fc.Arbitrary<Field> = fc
  .record({ topic: anyTopic, first: fc.integer({ min: 1, max: 30 }), parts: anyParts })
  .map(({ topic, first, parts }) => ({
    text: `node(id: "ashford:topic:${topic}") { ... on Topic { staff(first: ${first}) { ${parts.join(' ')} } } }`,
    read: ({ staff }) =>
      readList(
        STAFF.filter((one) => seen(one) && one.topics.includes(topic)),
        first,
        parts,
      )(staff),
  }));

const anyProgramme: fc.Arbitrary<Field> = fc.constantFrom('id', 'name', '__typename').map((field) => ({
  text: `node(id: "ashford:programme:green") { ... on Programme { staff { ${field} } } }`,
  read: ({ staff }) => {
    expect(staff).toHaveLength(PROGRAMME.filter(seen).length);
    return { persons: keysOf(PROGRAMME.filter(seen)), counts: [] };
  },
}));

const anyNodes: fc.Arbitrary<Field> = fc
  .record({
    some: fc.subarray([...STAFF], { minLength: 1, maxLength: 6 }),
    field: fc.constantFrom('id', '__typename', '... on Staff { role }'),
  })
  .map(({ some, field }) => ({
    text: `nodes(ids: [${some.map(({ key }) => `"ashford:staff:${key}"`).join()}, "ashford:staff:nobody"]) { ${field} }`,
    read: (nodes) => {
      const there = some.filter((_, at) => nodes[at] !== null);
      expect(there).toEqual(some.filter(seen));
      return { persons: keysOf(there), counts: [] };
    },
  }));

const FACETS = 'facets { languages { language count } roles { role } concepts { count } }';
const SEARCH_PARTS = [
  'nodes { id }',
  'nodes { name }',
  'edges { cursor score }',
  'totalCount',
  FACETS,
  'coverage { cities { hits } }',
];
/** Behind every hit. */
const forged = Buffer.from(JSON.stringify(['2026-03-01', 0, 'ashford:staff:zzz'])).toString('base64url');

const anySearch: fc.Arbitrary<Field> = fc
  .record({
    topic: anyTopic,
    name: fc.option(fc.constantFrom(...STAFF), { freq: 2 }),
    roles: fc.subarray(ROLES),
    first: fc.integer({ min: 1, max: 10 }),
    isForged: fc.boolean(),
    parts: fc.subarray(SEARCH_PARTS, { minLength: 1 }),
  })
  .map(({ topic, name, roles, first, isForged, parts }) => {
    const question = name === null ? `concepts: ["${TOPICS[topic]}"]` : `text: "${name.name.split(' ')[1] ?? ''}"`;
    const after = isForged ? `, after: "${forged}"` : '';
    return {
      text: `experts(${question}, filter: { roles: [${roles.join()}] }, first: ${first}${after}) { ${parts.join(' ')} }`,
      read: (answer) => {
        const cursors = ((answer.edges ?? []) as { cursor: string }[]).map(({ cursor }) =>
          Buffer.from(cursor, 'base64url').toString(),
        );
        const total = answer.totalCount ?? answer.coverage?.cities[0]?.hits;
        const matching = STAFF.filter(
          (one) => seen(one) && (roles.length === 0 || roles.includes(one.role)) && one.topics.includes(topic),
        );
        if (total !== undefined && name === null) expect(total).toBe(matching.length);
        const persons = name === null && matching.length <= 20 ? keysOf(matching) : null;
        return {
          persons: namedIn([answer, ...cursors.map((cursor) => JSON.parse(cursor) as unknown)]),
          counts: total === undefined ? [] : [{ total, facets: answer.facets !== undefined, persons }],
        };
      },
    };
  });

interface LogRow {
  readonly extent: string;
  readonly staff_key: string | null;
  readonly total: number | null;
  readonly facets: boolean | null;
  readonly staff_keys: readonly string[] | null;
}

test('DIS-054 whoever a member was told of, by whatever question, is in the log of the city', async () => {
  const anyField = fc.oneof(anyList, anyTopicList, anyProgramme, anyNodes, anySearch, anySearch);
  const toldOf = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyField, { minLength: 1, maxLength: 4 }), async (fields) => {
      await database.query('TRUNCATE disclosure');
      const query = `{ ${fields.map(({ text }, at) => `f${at}: ${text}`).join('\n')} }`;
      const { data, errors } = await network.query(query, undefined, member);
      expect(errors).toBeUndefined();

      const told = fields.map((field, at) => (data[`f${at}`] === null ? NOTHING : field.read(data[`f${at}`])));
      const { rows } = await database.query<LogRow>('SELECT * FROM disclosure');
      const logged = new Set(rows.flatMap(({ staff_key, staff_keys }) => [staff_key ?? [], staff_keys ?? []].flat()));
      const records = new Set(rows.flatMap(({ staff_key }) => staff_key ?? []));
      const persons = told.flatMap((one) => one.persons);
      for (const key of persons) toldOf.add(key);
      // By name, not in a count alone.
      expect(persons.filter((key) => !records.has(key))).toEqual([]);
      for (const { total, facets, persons: counted } of told.flatMap((one) => one.counts)) {
        const row = rows.find(
          (one) => one.extent === 'COUNT' && one.total === total && (one.facets === true || !facets),
        );
        expect(row).toBeDefined();
        if (counted !== null) expect(counted.filter((key) => !logged.has(key))).toEqual([]);
      }
      const visible = new Set(keysOf(STAFF.filter(seen)));
      expect([...records, ...persons].filter((key) => !visible.has(key))).toEqual([]);
    }),
    { numRuns: 40 },
  );
  // The questions reached many.
  expect(toldOf.size).toBeGreaterThan(keysOf(STAFF.filter(seen)).length / 2);
}, 120_000);
