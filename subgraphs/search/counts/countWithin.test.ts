import { createFakeCity } from '../test/createFakeCity';
import type { FakeRecord } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { FakeNetworkOptions, Loose } from '../test/createFakeNetwork';

// Below housing are social housing and homelessness; below youth is youth work.

const on = (type: FakeRecord['type'], key: string, ...concepts: string[]): FakeRecord => ({
  ...{ type, key, role: 'LED' as const },
  topics: concepts.map((concept) => ({ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' })),
});
const staff = (count: number, concept: string) =>
  Array.from({ length: count }, (_, at) => on('staff', `${concept}-${at}`, concept));

const OPTIONS: FakeNetworkOptions = {
  minCount: 3,
  cities: [
    createFakeCity('essen', [
      on('programme', '1', 'homelessness'),
      on('programme', '2', 'homelessness', 'social-housing'),
      on('exchange', '1', 'housing'),
      ...[...staff(1, 'housing'), ...staff(4, 'homelessness')],
    ]),
    createFakeCity('gera', [on('programme', '1', 'homelessness'), ...staff(2, 'social-housing')]),
    createFakeCity('venlo', [on('programme', '1', 'youth-work')]),
  ],
  countries: { venlo: 'NL' },
};

const COUNTS = 'staff fewerThan programmes exchanges offers atMost { staff programmes exchanges offers }';

async function ask(query: string, options: Partial<FakeNetworkOptions> = {}): Promise<Loose> {
  const network = createFakeNetwork({ ...OPTIONS, ...options });
  await network.summarise();
  network.calls.length = 0;
  const { data, errors } = await network.execute(query);
  expect(network.calls).toEqual([]);
  return errors === undefined ? data : errors[0];
}

const landscape = (args: string) =>
  `{ landscape(${args}) { totalCount nodes { concept { id } city { id } country cities ${COUNTS} } } }`;

const counts = (programmes: number, exchanges = 0) => ({ programmes, exchanges, offers: 0 });

test('HUB-655 what a city has on a narrower concept it has on the broader one, where that is asked for', async () => {
  const concepts = 'concepts: ["concept:housing", "concept:youth"]';
  const { landscape: itself } = await ask(landscape(concepts));
  expect(itself.nodes.map(({ city }: Loose) => city.id)).toEqual(['essen']);
  const { landscape: whole } = await ask(landscape(`${concepts}, narrower: true`));
  expect(whole.totalCount).toBe(3);
  expect(whole.nodes).toMatchObject([
    {
      ...{ concept: { id: 'concept:housing' }, city: { id: 'essen' }, staff: 4, fewerThan: null, ...counts(2, 1) },
      // One programme is about two of the subjects, and the hub knows of three at most; who does not see small counts is told what they can be.
      atMost: { staff: 6, ...counts(3, 1) },
    },
    { city: { id: 'gera' }, staff: null, fewerThan: 3, ...counts(1), atMost: null },
    { concept: { id: 'concept:youth' }, city: { id: 'venlo' }, staff: 0, ...counts(1), atMost: null },
  ]);
});

test('HUB-655 groups add up both bounds, and members are told the small counts among them', async () => {
  const args = 'concepts: ["concept:housing"], narrower: true, groupBy: COUNTRY';
  const { landscape: stranger } = await ask(landscape(args));
  expect(stranger.nodes).toMatchObject([
    { country: 'DE', cities: 2, staff: 5, fewerThan: null, ...counts(3, 1), atMost: { staff: 8, ...counts(4, 1) } },
  ]);
  const { landscape: member } = await ask(landscape(args), { anonymous: false });
  expect(member.nodes).toMatchObject([{ staff: 6, fewerThan: null, atMost: { staff: 7, ...counts(4, 1) } }]);
});

test('HUB-655 the bounds tell of no count that is not told what the counts on each concept do not tell', async () => {
  const { landscape: whole } = await ask(landscape('concepts: ["concept:housing"], narrower: true'));
  const { landscape: each } = await ask(
    landscape('concepts: ["concept:housing", "concept:homelessness", "concept:social-housing"]'),
  );
  const ofEssen = each.nodes.filter(({ city }: Loose) => city.id === 'essen');
  const most = ofEssen.map(({ staff: told, fewerThan }: Loose) => Number(told ?? fewerThan - 1)) as number[];
  expect(whole.nodes[0].atMost.staff).toBe(most.reduce((sum, count) => sum + count));
});

test('HUB-655 so do the cities of a concept, and a cursor is of one of the two lists', async () => {
  const cities = (args: string) => `{
    _entities(representations: [{ __typename: "Concept", id: "concept:housing" }]) {
      ... on Concept { cities(${args}) { totalCount pageInfo { endCursor } edges { node { id } ${COUNTS} } } }
    }
  }`;
  const { _entities: found } = await ask(cities('narrower: true, first: 1'));
  expect(found[0].cities).toMatchObject({
    totalCount: 2,
    edges: [{ node: { id: 'essen' }, staff: 4, ...counts(2, 1), atMost: { staff: 6, ...counts(3, 1) } }],
  });
  const after = `first: 1, after: "${found[0].cities.pageInfo.endCursor}"`;
  const { _entities: rest } = await ask(cities(`narrower: true, ${after}`));
  expect(rest[0].cities.edges).toMatchObject([{ node: { id: 'gera' }, staff: null, fewerThan: 3 }]);
  expect(await ask(cities(after))).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } });
});

test('HUB-655 each narrower concept is charged', async () => {
  const refused = await ask(landscape('concepts: ["concept:housing"], narrower: true'), { maxSearchCost: 0 });
  expect(refused).toMatchObject({ extensions: { code: 'TOO_COSTLY' } });
});
