import { answerJson, startFakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import type { FakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import { startFakeNetwork } from '../../network/startFakeNetwork';
import type { FakeNetwork } from '../../network/startFakeNetwork';

// Attacks by a city through the records that come with its hits: whatever is refused of a fetch is refused of them, in the same
// words. Lochdorf lies, and Ahlen does not.

const FIRST = 3;
const QUESTION = `query ($first: Int!) {
  experts(text: "qwertz", first: $first) {
    nodes { name languages source experiences { summary } programmes { title } }
    coverage { cities { city { id } status message } }
  }
}`;

let ahlen: FakeCity;
let lochdorf: FakeCity;
/** Who asks for records along with hits, and who fetches them. */
let asking: FakeNetwork;
let fetching: FakeNetwork;
/** What Lochdorf gives for its records, by their ids: in either way, with the key under which it is to say which one it is. */
let told: (id: string, identity: string) => unknown;

beforeAll(async () => {
  ahlen = await startFakeCity([]);
  lochdorf = await startFakeCity([]);
  asking = await startFakeNetwork({ ahlen, lochdorf }, { config: { recordsWithHits: 'public' } });
  fetching = await startFakeNetwork({ ahlen, lochdorf }, { config: { recordsWithHits: 'off' } });
}, 60_000);

afterAll(async () => {
  await fetching.hub.close();
  await asking.close();
});

const recordOf = (id: string, identity: string, more: object = {}) => ({
  [identity]: id,
  name: `The unit ${id}`,
  languages: ['de'],
  source: null,
  experiences: [{ summary: 'Did it.' }],
  programmes: [{ title: 'A plan' }],
  ...more,
});

beforeEach(() => {
  told = (id, identity) => recordOf(id, identity);
  for (const [city, id] of [
    [ahlen, 'ahlen'],
    [lochdorf, 'lochdorf'],
  ] as const) {
    city.requests.length = 0;
    const give = (recordId: string) =>
      id === 'lochdorf' ? told(recordId, 'entity__id') : recordOf(recordId, 'entity__id');
    city.handle = ({ query, variables }, response) => {
      if (query.includes('staffHits(')) {
        const { among = 0 } = variables as { among?: number };
        return answerJson(response, {
          data: { staffHits: { total: 2, hits: [1, 2].map((i) => hit(`${id}:staff:${i}`, among >= i ? give : null)) } },
        });
      }
      if (!query.includes('_entities')) return false;
      const representations = variables['representations'] as readonly { readonly id: string }[];
      return answerJson(response, { data: { _entities: representations.map((one) => give(one.id)) } });
    };
  }
});

function hit(id: string, give: ((id: string) => unknown) | null): object {
  const match = {
    concept: null,
    mapping: null,
    text: 600,
    topic: null,
    matched: null,
    role: null,
    since: null,
    until: null,
  };
  return { id, score: 390, ...match, r0: give?.(id) ?? null };
}

/** The answer, which is the same in both ways, and whether it took one round. */
async function ask() {
  const answer = await asking.query(QUESTION, { first: FIRST });
  const rounds = [ahlen, lochdorf].some(({ requests }) => requests.some(({ query }) => query.includes('_entities')));
  expect(rounds).toBe(false);
  expect(await fetching.query(QUESTION, { first: FIRST })).toEqual(answer);
  return answer;
}

/** As clients get it. */
const honest = (id: string) => {
  const entries = Object.entries(recordOf(id, 'entity__id'));
  return Object.fromEntries(entries.filter(([key]) => key !== 'entity__id'));
};

test('what honest cities give comes in one round, as it would in two', async () => {
  const { data, errors } = await ask();
  expect(errors).toBeUndefined();
  expect(data.experts.nodes).toEqual(['ahlen:staff:1', 'ahlen:staff:2', 'lochdorf:staff:1'].map(honest));
});

/** What it gives, and where in the record that is told. */
const lies: [string, (id: string, identity: string) => unknown, string[]][] = [
  ['HUB-296 a record of another city', (_, identity) => recordOf('ahlen:staff:1', identity), []],
  ['HUB-297 another record of its own', (_, identity) => recordOf('lochdorf:staff:9', identity), []],
  ['HUB-298 a record that does not say which one it is', (id) => recordOf(id, 'other'), []],
  ['HUB-299 a hollow record', (id, identity) => recordOf(id, identity, { name: null }), ['name']],
  ['HUB-300 a text in the place of a record', () => 'The unit', []],
  ['HUB-301 a list in the place of a record', (id, identity) => [recordOf(id, identity)], []],
];

test.each(lies)('%s is dropped and told', async (_, lie, below) => {
  told = lie;
  const { data, errors } = await ask();
  expect(data.experts.nodes).toEqual([honest('ahlen:staff:1'), honest('ahlen:staff:2'), null]);
  expect(errors).toMatchObject([
    {
      path: ['experts', 'nodes', 2, ...below],
      extensions: { code: 'CITY_INVALID', city: 'lochdorf', phase: 'FETCH' },
    },
  ]);
});

test('HUB-302 what is longer than the contract allows is cut, and what is none of it left out', async () => {
  told = (id, identity) =>
    recordOf(id, identity, {
      name: 'x'.repeat(100_000),
      languages: Array.from({ length: 5_000 }, () => 'de'),
      experiences: [{ summary: 7 }],
      password: 'secret',
    });
  const { data, errors, extensions } = await ask();
  const [, , node] = data.experts.nodes;
  expect(node.name.length).toBeLessThan(2_000);
  expect(node.languages.length).toBeLessThanOrEqual(1_000);
  expect(node.experiences).toEqual([{ summary: null }]);
  expect(errors).toMatchObject([{ path: ['experts', 'nodes', 2, 'experiences', 0, 'summary'] }]);
  expect(extensions.warnings).toMatchObject([
    { code: 'VALUE_CUT', city: 'lochdorf' },
    { code: 'VALUE_CUT', city: 'lochdorf' },
  ]);
});

test('HUB-303 a city that gives more records than it was asked for is not believed at all', async () => {
  const { handle } = lochdorf;
  lochdorf.handle = (operation, response) =>
    handle({ ...operation, variables: { ...operation.variables, among: 2 } }, response);
  const { data } = await asking.query(QUESTION, { first: 1 });
  expect(data.experts.nodes).toEqual([honest('ahlen:staff:1')]);
  expect(data.experts.coverage.cities).toMatchObject([
    { status: 'ANSWERED' },
    { status: 'INVALID', message: 'Its answer breaks the contract: gave records with more than 1 hits.' },
  ]);
});

test('HUB-304 a record that did not come is fetched, and never made of what came for another', async () => {
  const { handle } = lochdorf;
  lochdorf.handle = (operation, response) =>
    handle({ ...operation, variables: { ...operation.variables, among: 0 } }, response);
  told = (id, identity) => recordOf(id, identity, { name: 'As fetched' });
  const { data } = await asking.query(QUESTION, { first: FIRST });
  expect(data.experts.nodes[2].name).toBe('As fetched');
  expect(lochdorf.requests.flatMap(({ variables }) => variables['representations'] ?? [])).toEqual([
    { __typename: 'Staff', id: 'lochdorf:staff:1' },
  ]);
});
