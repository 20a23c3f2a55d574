import { assert, asyncProperty, pre } from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { arbitraryQuestion } from '../arbitraryQuestion';
import { openHub } from './openHub';
import type { OpenedHub } from './openHub';

let hub: OpenedHub;
beforeAll(async () => {
  hub = await openHub();
}, 60_000);
afterAll(() => hub.close());

const IDS = ['gera', 'velbert', 'suhl', 'nowhere', 'gera:staff:1', 'velbert:programme:2', 'gera:exchange:1'];
const OPTIONS = {
  ...{ conditions: true, nulls: true, repeats: true },
  aliases: [
    'id',
    'name',
    '__typename',
    'hostId',
    'guestIds',
    'entity__id',
    '_entities',
    'city',
    'nodes',
    'as_id',
    'a',
    '__proto__',
  ],
  values: {
    id: [
      ...IDS,
      'gera:topic:2',
      'velbert:need:1',
      'gera:offer:1',
      'gera:staff:404',
      'concept:housing',
      'alliance:north',
      '!',
    ],
    ids: [...IDS, 'concept:parks', 'velbert:staff:2', 'gera:topic:404'],
    concepts: ['concept:housing', 'concept:parks', 'concept:housing', 'concept:parks', 'concept:unheard-of'],
    'city.id': ['gera', 'velbert', 'gera', 'suhl', 'nowhere'],
    'concept.id': ['concept:housing', 'concept:parks', 'concept:unheard-of'],
    city: ['gera', 'velbert', 'nowhere'],
    cities: ['gera', 'velbert', 'suhl'],
    alliances: ['alliance:north'],
    countries: ['DE', 'NL'],
    languages: ['de', 'en'],
    cityLanguages: ['de'],
    lang: ['de', 'nl', null],
    text: ['housing', 'parks', 'housing parks'],
    // Lists of invented cities have up to two items, and a page that is longer than was asked for is none.
    first: [2, 3, 100, 0],
    last: [2, 3, 100],
    km: [5, 500],
    min: [1],
    max: [1_000_000],
    after: [null],
    timeoutMs: [null],
  },
};

/** Set for a run by hand, over more operations: `HANSE_OPERATIONS=5000 npx jest test/federation/hub`. */
const numRuns = Number(process.env['HANSE_OPERATIONS'] ?? 300);

test(
  'HUB-167 any operation is answered by the hub as graphql-js answers it over the same data, in the same order',
  async () => {
    let values = 0;
    await assert(
      asyncProperty(arbitraryQuestion(hub.api, OPTIONS), async (question) => {
        pre(question !== null);
        const [ours, reference] = [await hub.ask(question), await hub.reference(question)];
        values += JSON.stringify(reference.data ?? null).length;
        // As text, since the order of the fields counts.
        expect(JSON.stringify(ours.data ?? null)).toBe(JSON.stringify(reference.data ?? null));
        expect(placesOf(ours)).toEqual(placesOf(reference));
      }),
      { numRuns, maxSkipsPerRun: 1_000 },
    );
    // That the operations ask for something.
    expect(values).toBeGreaterThan(100 * numRuns);
  },
  numRuns * 1_000,
);

test('an argument that is left out is left out for the city, too', async () => {
  const question = {
    query: 'query ($v: String) { cities { nodes { staff(after: $v) { nodes { id } } } } }',
    variables: {},
  };
  const [ours, reference] = [await hub.ask(question), await hub.reference(question)];
  expect(JSON.stringify(ours.data)).toBe(JSON.stringify(reference.data));
});

test.each([
  'query { alliances { ...named } } fragment named on Node { ... on Alliance { id name } }',
  'query { cities { nodes { ... on Node { ... on City { id name } } } } }',
  'query { concepts { ... on Node { id ... on Concept { __typename label } ... on City { name } } } }',
])(
  '%s: an object is of the type of its place, whatever interface a fragment around its fields names',
  async (query) => {
    const question = { query, variables: {} };
    const [ours, reference] = [await hub.ask(question), await hub.reference(question)];
    expect(ours.errors).toBeUndefined();
    expect(JSON.stringify(ours.data)).toBe(JSON.stringify(reference.data));
  },
);

/**
 * Where the nulls are of which an error tells. A gateway says nothing of its own of a null that moves up: of a record that
 * does not exist, its name is none either.
 */
function placesOf({ data, errors = [] }: ExecutionResult): readonly string[] {
  const told = errors.filter(({ message }) => !message.startsWith('Cannot return null for non-nullable field'));
  return [...new Set(told.map(({ path = [] }) => placeOf(data, path)))].sort();
}

function placeOf(data: unknown, path: readonly (string | number)[]): string {
  let at = data;
  for (const [index, step] of path.entries()) {
    if (at == null) return JSON.stringify(path.slice(0, index));
    at = (at as Record<string | number, unknown>)[step];
  }
  return at == null ? JSON.stringify(path) : `no null at ${JSON.stringify(path)}`;
}
