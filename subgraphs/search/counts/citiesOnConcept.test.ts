import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetworkOptions, Loose } from '../test/createFakeNetwork';

const staff = (key: string, visibility: FakeRecord['visibility'] = 'PUBLIC'): FakeRecord => ({
  type: 'staff',
  key,
  topics: [{ key: 'wohnen', concept: 'concept:housing', mapping: 'EXACT_MATCH' }],
  role: 'LED',
  visibility,
});

const cities = [
  createFakeCity('jena', [staff('1')]),
  createFakeCity('gera', [staff('1')]),
  createFakeCity('essen', [staff('1'), staff('2', 'NETWORK'), staff('3', 'NETWORK')]),
  createFakeCity('suhl', [staff('1'), staff('2')]),
  createFakeCity('ulm', []),
];

const CITIES = `query ($first: Int, $after: String) {
  _entities(representations: [{ __typename: "Concept", id: "concept:housing" }]) {
    ... on Concept {
      id
      cities(first: $first, after: $after) {
        edges { cursor node { id } staff }
        pageInfo { hasNextPage hasPreviousPage endCursor }
        totalCount notCounted
      }
    }
  }
}`;

async function setUp(more: Partial<FakeNetworkOptions> = {}) {
  const network = createFakeNetwork({ cities, ...more });
  await network.summarise();
  return async (variables: Record<string, unknown> = {}): Promise<Loose> => {
    const { data, errors } = await network.execute(CITIES, variables);
    return errors === undefined ? data._entities[0].cities : errors[0];
  };
}

const idsOf = ({ edges }: Loose): string[] => edges.map(({ node }: Loose) => node.id);

test('cities with more records come first, then by id', async () => {
  const ask = await setUp();
  const page = await ask();
  expect(idsOf(page)).toEqual(['suhl', 'essen', 'gera', 'jena']);
  expect(page).toMatchObject({ totalCount: 4, notCounted: 0 });
});

test('members see the records for members counted', async () => {
  const ask = await setUp({ anonymous: false });
  const page = await ask({ first: 1 });
  expect(page.edges).toMatchObject([{ node: { id: 'essen' }, staff: 3 }]);
});

test('pages go on behind the cursor, also when its city counts nothing any more', async () => {
  const ask = await setUp();
  const first = await ask({ first: 2 });
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const last = await ask({ first: 2, after: first.pageInfo.endCursor });
  expect(idsOf(last)).toEqual(['gera', 'jena']);
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const later = await setUp({ cities: cities.filter(({ id }) => id !== 'essen') });
  expect(idsOf(await later({ after: first.pageInfo.endCursor }))).toEqual(['gera', 'jena']);
});

test.each([
  ['first', { first: 0 }],
  ['first', { first: 101 }],
  ['after', { after: 'nonsense' }],
])('%s that cannot be meant is refused by name: %j', async (argument, variables) => {
  const ask = await setUp();
  expect(await ask(variables)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
});

test('a concept or an alliance that is not known is null', async () => {
  const { data } = await createFakeNetwork({ cities }).execute(`{
    _entities(representations: [
      { __typename: "Concept", id: "concept:alchemy" }, { __typename: "Alliance", id: "alliance:none" }
    ]) { __typename }
  }`);
  expect(data._entities).toEqual([null, null]);
});
