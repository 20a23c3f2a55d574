import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, parse, validate, visit } from 'graphql';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import { answerJson, startFakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import type { FakeCity, FakeRecord } from '../../../subgraphs/composing/test/startFakeCity';
import { startFakeNetwork } from '../startFakeNetwork';
import type { FakeNetwork } from '../startFakeNetwork';

// Three cities in one network: Altdorf serves contract 1.0, Neudorf 1.1, and Luegdorf says that it serves 1.1, and lies.

const { firstCity } = readHubSchemas();
let altdorf: FakeCity;
let neudorf: FakeCity;
let luegdorf: FakeCity;
let network: FakeNetwork;

const SUMMARY = { version: '1', asOf: '2026-01-01T00:00:00Z', public: [], network: [] };
const PLAN = 'neudorf:programme:plan';
/** Some minutes ago: what happened just now is told later. */
const WHEN = new Date(Date.now() - 600_000).toISOString();
const changed = (id: string, kind: string) => ({
  changes: [{ id, kind, at: WHEN }],
  until: new Date().toISOString(),
});
const COST = { amount: '12000.50', currency: 'EUR', period: 'YEARLY', scope: 'TOTAL', note: null };

const programme = (id: string, more: FakeRecord = {}): FakeRecord => ({ id, title: `Title of ${id}`, ...more });
const exchange = (id: string, hostId: string): FakeRecord => ({ id, title: id, hostId, guestIds: [] });

/** Of a programme of Luegdorf: what it says in the place of what the contract wants. */
const LIES: Readonly<Record<string, FakeRecord>> = {
  'a float': { costs: [{ ...COST, amount: 12000.5 }] },
  'a currency in lower case': { costs: [{ ...COST, currency: 'eur' }] },
  'a list of 10,000': {
    lessons: Array.from({ length: 10_000 }, (_, at) => ({ text: `Lesson ${at}`, kind: 'WORKED' })),
  },
  'no kind of money': { funding: [{ kind: 'BANK', programme: null, amount: '1', currency: 'EUR' }] },
  'no programme': { adaptedFromId: 'neudorf:staff:1' },
};
const lieId = (lie: string) => `luegdorf:programme:${Object.keys(LIES).indexOf(lie) + 1}`;

/** The city answers what is asked at its root by itself; the records are the fake's own. */
function tells(
  city: FakeCity,
  root: Readonly<Record<string, unknown>>,
  entities: ReadonlyMap<string, FakeRecord>,
): void {
  city.handle = ({ query, variables }, response) => {
    const field = Object.keys(root).find((name) => query.includes(name));
    if (field !== undefined) return answerJson(response, { data: { [field]: root[field] } });
    const representations = (variables['representations'] ?? []) as readonly { readonly id: string }[];
    if (!representations.some(({ id }) => entities.has(id))) return false;
    return answerJson(response, {
      data: { _entities: representations.map(({ id }) => selectFrom(entities.get(id), query)) },
    });
  };
}

/** What is asked of a record, under the keys that are asked for; what these lead to stays as it is. */
function selectFrom(record: FakeRecord | undefined, query: string): FakeRecord | null {
  if (record === undefined) return null;
  const selected: Record<string, unknown> = { __typename: 'Programme' };
  visit(parse(query), {
    InlineFragment: ({ selectionSet }) => {
      for (const field of selectionSet.selections) {
        if (field.kind === Kind.FIELD) selected[(field.alias ?? field.name).value] = record[field.name.value];
      }
      return false;
    },
  });
  return selected;
}

beforeAll(async () => {
  altdorf = await startFakeCity(
    [
      programme('altdorf:programme:plan'),
      exchange('altdorf:exchange:there', 'neudorf'),
      exchange('altdorf:exchange:not', 'neudorf'),
    ],
    firstCity,
  );
  neudorf = await startFakeCity([
    programme(PLAN, { costs: [COST], funding: [], lessons: [{ text: 'It took longer.', kind: 'DID_NOT_WORK' }] }),
    programme('neudorf:programme:after', { adaptedFromId: 'altdorf:programme:plan' }),
    exchange('neudorf:exchange:own', 'neudorf'),
    exchange('neudorf:exchange:old', 'altdorf'),
    exchange('neudorf:exchange:lied', 'luegdorf'),
  ]);
  tells(
    neudorf,
    {
      adaptations: [{ id: 'neudorf:programme:after', adaptedFrom: 'altdorf:programme:plan' }],
      recordChanges: changed(PLAN, 'CHANGED'),
      summary: {
        ...SUMMARY,
        confirms: ['altdorf:exchange:there'],
        adapts: ['altdorf:programme:plan'],
        adaptsForMembers: [],
      },
    },
    new Map(),
  );
  luegdorf = await startFakeCity([]);
  tells(
    luegdorf,
    {
      adaptations: [{ id: 'luegdorf:programme:1', adaptedFrom: 'neudorf:programme:another' }],
      recordChanges: changed('neudorf:programme:gone', 'REMOVED'),
      summary: {
        ...SUMMARY,
        confirms: ['neudorf:exchange:none', 'nowhere', 7],
        adapts: [PLAN, 'neudorf:staff:1'],
        adaptsForMembers: [],
      },
    },
    new Map(
      Object.entries(LIES).map(([lie, said]) => [
        lieId(lie),
        {
          __typename: 'Programme',
          ...programme(lieId(lie)),
          costs: null,
          funding: null,
          lessons: null,
          adaptedFromId: null,
          ...said,
        },
      ]),
    ),
  );

  network = await startFakeNetwork({ altdorf, neudorf, luegdorf });
}, 60_000);

afterAll(() => network.close());

const PROGRAMMES = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Programme {
      title
      costs { amount currency period scope note }
      funding { kind programme amount currency }
      lessons { text kind }
      adaptedFrom { id title }
    }
  }
}`;
const SILENT = { costs: null, funding: null, lessons: null, adaptedFrom: null };

test('all are admitted, and it is told what one of them lacks', async () => {
  const { data } = await network.query('{ cities { nodes { id status statusReason } } }');
  expect(data.cities.nodes).toEqual([
    {
      id: 'altdorf',
      status: 'ADMITTED',
      statusReason: expect.stringMatching(
        /^It serves an earlier version of the contract, which lacks .* and \d+ more\.$/,
      ),
    },
    {
      id: 'luegdorf',
      status: 'ADMITTED',
      statusReason: expect.stringContaining('names 3 records of others that cannot be'),
    },
    { id: 'neudorf', status: 'ADMITTED', statusReason: null },
  ]);
});

test('a programme is told in full by the city on 1.1, and by the one on 1.0 with warnings and no error', async () => {
  altdorf.requests.length = 0;
  const { data, errors, extensions } = await network.query(PROGRAMMES, { ids: [PLAN, 'altdorf:programme:plan'] });
  expect(errors).toBeUndefined();
  expect(data.nodes).toEqual([
    {
      title: `Title of ${PLAN}`,
      costs: [COST],
      funding: [],
      lessons: [{ text: 'It took longer.', kind: 'DID_NOT_WORK' }],
      adaptedFrom: null,
    },
    { title: 'Title of altdorf:programme:plan', ...SILENT },
  ]);
  expect(extensions.warnings.map(({ code, city, field }: Record<string, string>) => [code, city, field])).toEqual(
    ['adaptedFromId', 'costs', 'funding', 'lessons'].map((field) => ['FIELD_LACKING', 'altdorf', `Programme.${field}`]),
  );
  const first = buildSubgraphSchema(parse(firstCity));
  expect(altdorf.requests.length).toBeGreaterThan(0);
  for (const { query: text } of altdorf.requests) expect(validate(first, parse(text))).toEqual([]);
});

test.each([
  ['a float', 'CITY_INVALID'],
  ['a currency in lower case', 'CITY_INVALID'],
  ['no kind of money', 'CITY_INVALID'],
  ['no programme', 'FOREIGN_ID'],
])('where a city says %s, that is null and the rest of its programme stands', async (lie, code) => {
  const { data, errors } = await network.query(PROGRAMMES, { ids: [lieId(lie), PLAN] });
  expect(data.nodes).toEqual([
    { title: `Title of ${lieId(lie)}`, ...SILENT },
    expect.objectContaining({ costs: [COST] }),
  ]);
  expect(errors).toMatchObject([{ extensions: { code, city: 'luegdorf' } }]);
});

test('where a city gives a list of 10,000, it is cut with a warning', async () => {
  const { data, errors, extensions } = await network.query(PROGRAMMES, { ids: [lieId('a list of 10,000')] });
  expect(errors).toBeUndefined();
  expect(data.nodes[0].lessons).toHaveLength(1_000);
  expect(extensions.warnings).toMatchObject([{ code: 'VALUE_CUT', city: 'luegdorf', field: 'Programme.lessons' }]);
});

test('a host is confirmed by itself alone, and by a city on 1.0 it is not known', async () => {
  const ids = [
    'altdorf:exchange:there',
    'altdorf:exchange:not',
    'neudorf:exchange:own',
    'neudorf:exchange:old',
    'neudorf:exchange:lied',
  ];
  const { data, errors } = await network.query(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Exchange { hostConfirmed } } }',
    { ids },
  );
  expect(errors).toBeUndefined();
  const told = data.nodes.map(({ hostConfirmed }: { hostConfirmed: boolean | null }) => hostConfirmed);
  expect(told).toEqual([true, false, true, null, false]);
});

test('what was made after a programme is asked of those who name it; who answers otherwise is named', async () => {
  const { data, errors } = await network.query(
    `query ($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Programme {
          adaptedBy { nodes { title adaptedFrom { title } } coverage { asked complete cities { city { id } status } } }
        }
      }
    }`,
    { ids: ['altdorf:programme:plan', PLAN] },
  );
  expect(errors).toBeUndefined();
  expect(data.nodes.map(({ adaptedBy }: { adaptedBy: unknown }) => adaptedBy)).toEqual([
    {
      nodes: [{ title: 'Title of neudorf:programme:after', adaptedFrom: { title: 'Title of altdorf:programme:plan' } }],
      coverage: { asked: 1, complete: true, cities: [{ city: { id: 'neudorf' }, status: 'ANSWERED' }] },
    },
    {
      nodes: [],
      coverage: { asked: 1, complete: false, cities: [{ city: { id: 'luegdorf' }, status: 'INVALID' }] },
    },
  ]);
});

test('what changed is told by the city on 1.1; the one on 1.0 is refused, and who tells of records of others is named', async () => {
  const { data, errors } = await network.query(
    `query ($since: String!) {
      changes(since: $since, kinds: [PROGRAMME]) {
        nodes { recordId kind at city { id } node { ... on Programme { title } } }
        hasMore
        coverage { complete cities { city { id } status message } }
      }
    }`,
    { since: new Date(Date.now() - 3_600_000).toISOString() },
  );
  expect(errors).toBeUndefined();
  expect(data.changes).toEqual({
    nodes: [
      { recordId: PLAN, kind: 'CHANGED', at: WHEN, city: { id: 'neudorf' }, node: { title: `Title of ${PLAN}` } },
    ],
    hasMore: false,
    coverage: {
      complete: false,
      cities: [
        {
          ...{ city: { id: 'altdorf' }, status: 'REFUSED' },
          message: 'It serves an earlier version of the contract, and cannot be asked for "recordChanges".',
        },
        { city: { id: 'luegdorf' }, status: 'INVALID', message: expect.stringContaining('not that of a record') },
        { city: { id: 'neudorf' }, status: 'ANSWERED', message: null },
      ],
    },
  });
});
