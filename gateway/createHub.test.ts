import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { parseHubConfig } from './config';
import { createHub } from './createHub';
import type { Hub } from './createHub';
import { CONTRACT, startFakeCity } from '../subgraphs/composing/test/startFakeCity';
import type { FakeCity } from '../subgraphs/composing/test/startFakeCity';
import { queryHub } from '../test/network/queryHub';

const folder = mkdtempSync(join(tmpdir(), 'hanse-hub-'));
const networkFile = join(folder, 'network.yaml');
const logger = pino({ level: 'silent' });
let gera: FakeCity;
let jena: FakeCity;
let hub: Hub;

beforeAll(async () => {
  gera = await startFakeCity([
    { id: 'gera:staff:1', name: 'Sandra', city: { id: 'gera' } },
    { id: 'gera', staff: { totalCount: 1 } },
  ]);
  jena = await startFakeCity(
    [],
    CONTRACT.replace('"""Telephone number, in international form where known."""\n  phone: String', ''),
  );
  const entry = (id: string, url?: string): object => ({ id, name: id.toUpperCase(), country: 'DE', url });
  const cities = [
    entry('gera', gera.url),
    entry('jena', jena.url),
    entry('suhl', 'http://127.0.0.1:1/graphql'),
    entry('velbert'),
  ];
  writeFileSync(networkFile, stringify({ name: 'Thuringia', cities }));
  hub = await createHub(
    parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
    logger,
  );
});

afterAll(async () => {
  await hub.close();
  await Promise.all([gera.close(), jena.close()]);
  rmSync(folder, { recursive: true });
});

// Each test reads the shape that it asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const query = (document: string): Promise<any> => queryHub(hub.url, document);

test('after the first round the hub is ready and tells how it stands with each city', async () => {
  await hub.ready;
  expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
  const { data } = await query('{ cities { nodes { id status statusReason connected } } }');
  expect(data.cities.nodes).toEqual([
    { id: 'gera', status: 'ADMITTED', statusReason: null, connected: true },
    {
      id: 'jena',
      status: 'QUARANTINED',
      statusReason: 'Against the contract: Contact.phone was removed.',
      connected: true,
    },
    { id: 'suhl', status: 'UNREACHABLE', statusReason: 'It could not be reached.', connected: true },
    { id: 'velbert', status: 'LISTED', statusReason: null, connected: false },
  ]);
});

test('a record comes from its owner, and its city from the directory', async () => {
  expect(await query('{ node(id: "gera:staff:1") { id ... on Staff { name city { name country } } } }')).toEqual({
    data: { node: { id: 'gera:staff:1', name: 'Sandra', city: { name: 'GERA', country: 'DE' } } },
  });
});

test('each city that cannot be asked has its own error, and the others answer', async () => {
  const { data, errors } = await query('{ cities { nodes { id staff { totalCount } } } }');
  expect(data.cities.nodes).toEqual([
    { id: 'gera', staff: { totalCount: 1 } },
    { id: 'jena', staff: null },
    { id: 'suhl', staff: null },
    { id: 'velbert', staff: null },
  ]);
  expect(errors).toMatchObject([
    { path: ['cities', 'nodes', 1, 'staff'], extensions: { code: 'CITY_INVALID', city: 'jena', phase: 'FETCH' } },
    { path: ['cities', 'nodes', 2, 'staff'], extensions: { code: 'CITY_UNREACHABLE', city: 'suhl', phase: 'FETCH' } },
  ]);
});

test('what is for the network only is not in the schema that clients see', async () => {
  const { errors } = await query('{ summary { version } }');
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('a network file that cannot be used is told with its problems', async () => {
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'name: X\ncities:\n  - { id: Gera, name: Gera, country: DE }\n');
  await expect(createHub(parseHubConfig({ HANSE_NETWORK: broken, PORT: '0' }), logger)).rejects.toThrow(
    /broken\.yaml:3/,
  );
});

test('a port that is taken is told', async () => {
  const { port } = new URL(hub.url);
  await expect(createHub(parseHubConfig({ HANSE_NETWORK: networkFile, PORT: port }), logger)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('while it drains, the hub says that it is not ready, and answers as before', async () => {
  const config = parseHubConfig({
    HANSE_NETWORK: networkFile,
    PORT: '0',
    HANSE_CITIES_HTTPS_ONLY: 'false',
    HANSE_DRAIN_SECONDS: '1',
  });
  const other = await createHub(config, logger);
  await other.ready;
  const closed = other.close();
  const ready = await fetch(`${other.url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { phase: 'draining' }]);
  expect((await fetch(`${other.url}/health/live`)).status).toBe(200);
  const answer = await fetch(`${other.url}/graphql?query={cities{totalCount}}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  expect(await answer.json()).toEqual({ data: { cities: { totalCount: 4 } } });
  expect(answer.headers.get('connection')).toBe('close');
  await closed;
  await expect(fetch(`${other.url}/health/live`)).rejects.toThrow();
});

test('closing twice is closing once', async () => {
  const other = await createHub(
    parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
    logger,
  );
  await Promise.all([other.close(), other.close()]);
  await expect(fetch(`${other.url}/health/live`)).rejects.toThrow();
});
