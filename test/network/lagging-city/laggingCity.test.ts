import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate } from 'graphql';
import { pino } from 'pino';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import { composeSubgraphs } from '../../../subgraphs/composing/composeSubgraphs';
import { answerJson, startFakeCity } from '../../../subgraphs/composing/test/startFakeCity';
import type { FakeCity, FakeRecord } from '../../../subgraphs/composing/test/startFakeCity';
import { startFakeNetwork } from '../startFakeNetwork';
import type { FakeNetwork } from '../startFakeNetwork';

const released = readHubSchemas();

/** The contract as it might be one day: two more fields of staff, one of contacts, and a filter. */
const NEWER = released.city
  .replace(
    'type Staff implements Node @key(fields: "id") {',
    `type Staff implements Node @key(fields: "id") {
      greeting(lang: String): String
      office: Office`,
  )
  .replace('type Contact {', 'type Contact {\n  fax: String')
  .replace('input CityStaffFilter {', 'input CityStaffFilter {\n  greets: Boolean')
  .concat('type Office { street: String  room(floor: Int): String }');

const names: [string, string][] = [];
let aachdorf: FakeCity;
let bachdorf: FakeCity;
/** What Bachdorf will serve when it is updated. */
let bachdorfUpdated: FakeCity;
let network: FakeNetwork;

function recordsOf(city: string): readonly FakeRecord[] {
  const person = {
    id: `${city}:staff:1`,
    kind: 'UNIT',
    name: `Unit of ${city}`,
    greeting: ({ lang }: { lang?: string }) => `${lang === 'nl' ? 'Dag' : 'Moin'} from ${city}`,
    office: { street: 'Am Markt', room: ({ floor }: { floor?: number }) => `Room ${floor ?? 0}01` },
    contact: { email: `unit@${city}.example`, fax: '123' },
    experiences: [],
  };
  return [
    person,
    { id: city, staff: { nodes: [person], edges: [], totalCount: 1 } },
    { id: `${city}:programme:1`, title: `Plan of ${city}` },
  ];
}

beforeAll(async () => {
  const composed = composeSubgraphs({ city: NEWER, directory: released.directory, search: released.search });
  if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
  aachdorf = await startFakeCity(recordsOf('aachdorf'), NEWER);
  bachdorf = await startFakeCity(recordsOf('bachdorf'), released.city);
  bachdorfUpdated = await startFakeCity(recordsOf('bachdorf'), NEWER);

  const schemas = { ...released, city: NEWER, supergraph: composed.supergraphSdl };
  const logger = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        const { msg, city, lacking = [] } = JSON.parse(line) as { msg: string; city?: string; lacking?: string[] };
        if (msg === 'city admitted') names.push([city ?? '', lacking.join(' ')]);
      },
    },
  );
  network = await startFakeNetwork({ aachdorf, bachdorf }, { logger, schemas });
}, 60_000);

afterAll(async () => {
  await network.close();
  await bachdorfUpdated.close();
});

function update(city: FakeCity, to: FakeCity): void {
  city.handle = (operation, response) => {
    void fetch(to.url, { method: 'POST', body: JSON.stringify(operation) })
      .then((answer) => answer.json())
      .then((answer) => answerJson(response, answer));
    return true;
  };
}

const STAFF = `query Staff($ids: [ID!]!, $lang: String, $floor: Int) {
  nodes(ids: $ids) {
    ... on Staff { name hello: greeting(lang: $lang) office { street ...Room } contact { ...Reach } }
    ... on Programme { title }
  }
}
fragment Room on Office { room(floor: $floor) }
fragment Reach on Contact { fax }`;
const variables = {
  ids: ['aachdorf:staff:1', 'bachdorf:staff:1', 'bachdorf:programme:1'],
  lang: 'nl',
  floor: 2,
};
const inFull = (city: string): object => ({
  name: `Unit of ${city}`,
  hello: `Dag from ${city}`,
  office: { street: 'Am Markt', room: 'Room 201' },
  contact: { fax: '123' },
});
const warning = (field: string): object => ({
  code: 'FIELD_LACKING',
  city: 'bachdorf',
  field,
  message: `bachdorf serves an earlier version of the contract, which lacks ${field}: ${field} is null in its records.`,
});

test('both cities are admitted, and it is told what one of them lacks', async () => {
  const { data } = await network.query('{ cities { nodes { id status statusReason } } }');
  expect(data.cities.nodes).toEqual([
    { id: 'aachdorf', status: 'ADMITTED', statusReason: null },
    {
      id: 'bachdorf',
      status: 'ADMITTED',
      statusReason:
        'It serves an earlier version of the contract, which lacks ' +
        'CityStaffFilter.greets, Contact.fax, Office, Staff.greeting, Staff.office.',
    },
  ]);
  // Both are asked at once, and either may answer first.
  expect([...names].sort()).toEqual([
    ['aachdorf', ''],
    ['bachdorf', 'CityStaffFilter.greets Contact.fax Office Staff.greeting Staff.office'],
  ]);
});

test('what a city lacks is null with a warning, for that city alone, and no error', async () => {
  bachdorf.requests.length = 0;
  expect(await network.query(STAFF, variables)).toEqual({
    data: {
      nodes: [
        inFull('aachdorf'),
        { name: 'Unit of bachdorf', hello: null, office: null, contact: { fax: null } },
        { title: 'Plan of bachdorf' },
      ],
    },
    extensions: { warnings: [warning('Contact.fax'), warning('Staff.greeting'), warning('Staff.office')] },
  });
  const first = buildSubgraphSchema(parse(released.city));
  expect(bachdorf.requests.length).toBeGreaterThan(0);
  for (const { query: text } of bachdorf.requests) expect(validate(first, parse(text))).toEqual([]);
});

test('nothing is said of what was not asked', async () => {
  expect(await network.query(STAFF, { ...variables, ids: ['aachdorf:staff:1', 'bachdorf:programme:1'] })).toEqual({
    data: { nodes: [inFull('aachdorf'), { title: 'Plan of bachdorf' }] },
  });
  expect(await network.query('{ cities { nodes { staff { nodes { name } } } } }')).toEqual({
    data: {
      cities: { nodes: ['aachdorf', 'bachdorf'].map((id) => ({ staff: { nodes: [{ name: `Unit of ${id}` }] } })) },
    },
  });
});

test('a list that a city cannot filter is null, rather than another list', async () => {
  const list = 'query List($filter: CityStaffFilter) { cities { nodes { id staff(filter: $filter) { totalCount } } } }';
  const { data, errors, extensions } = await network.query(list, { filter: { greets: true } });
  expect(data.cities.nodes).toEqual([
    { id: 'aachdorf', staff: { totalCount: 1 } },
    { id: 'bachdorf', staff: null },
  ]);
  expect(errors).toBeUndefined();
  expect(extensions.warnings).toMatchObject([
    { city: 'bachdorf', field: 'City.staff', message: expect.stringContaining('which lacks CityStaffFilter.greets:') },
  ]);
  expect((await network.query(list, { filter: { kinds: ['UNIT'], greets: null } })).data.cities.nodes[1]).toEqual({
    id: 'bachdorf',
    staff: { totalCount: 1 },
  });
});

test('a city that is updated is asked in full from its next visit on, without a restart', async () => {
  const { handle } = bachdorf;
  update(bachdorf, bachdorfUpdated);
  await network.hub.refresh();
  expect(await network.query(STAFF, { ...variables, ids: variables.ids.slice(0, 2) })).toEqual({
    data: { nodes: [inFull('aachdorf'), inFull('bachdorf')] },
  });
  expect((await network.query('{ city(id: "bachdorf") { status statusReason } }')).data.city).toEqual({
    status: 'ADMITTED',
    statusReason: null,
  });
  expect(names.at(-1)).toEqual(['bachdorf', '']);

  // It goes back, and does not understand what it is asked until it was visited again.
  bachdorf.handle = handle;
  const before = await network.query(STAFF, variables);
  expect(before.data.nodes[0]).toEqual(inFull('aachdorf'));
  expect(before.errors).toMatchObject([{ extensions: { code: 'CITY_INVALID', city: 'bachdorf' } }]);
  await network.hub.refresh();
  const after = await network.query(STAFF, variables);
  expect(after.errors).toBeUndefined();
  expect(after.extensions.warnings).toHaveLength(3);
});
