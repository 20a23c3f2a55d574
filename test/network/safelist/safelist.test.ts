import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

const LISTED = 'query Experts { experts(concepts: ["concept:housing"]) { totalCount } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const cities = [{ id: 'ashford', name: 'Ashford', country: 'GB' }];

let folder: string;
let network: TestNetwork | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-safelist-'));
});
afterEach(() => network?.close());
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function start(manifest: unknown): Promise<void> {
  network = undefined;
  const operationsFile = join(folder, 'operations.json');
  writeFileSync(operationsFile, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities },
    content: { ashford: inventedCity('ashford', 2) },
    config: { operationsFile },
  });
}

const manifestOf = (...operations: { readonly id: string; readonly body: string }[]): object => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: operations.map((operation) => ({ ...operation, name: 'Experts', type: 'query' })),
});

async function post(body: object): Promise<{ status: number; code: unknown; total: unknown }> {
  const response = await fetch(`${network!.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: { experts?: { totalCount: number } };
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions.code, total: data?.experts?.totalCount };
}

test('only listed operations are answered, as text or by their hash, and none can be registered', async () => {
  await start(manifestOf({ id: hashOf(LISTED), body: LISTED }));
  const byHash = (text: string): object => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
  const answered = { status: 200, code: undefined, total: 2 };
  expect(await post({ query: LISTED })).toEqual(answered);
  expect(await post({ extensions: byHash(LISTED) })).toEqual(answered);
  expect(await post({ query: LISTED, extensions: byHash(LISTED) })).toEqual(answered);

  const other = '{ alliances { id } }';
  const refused = { status: 400, code: 'QUERY_NOT_IN_SAFELIST', total: undefined };
  expect(await post({ query: other })).toEqual(refused);
  expect(await post({ query: other, extensions: byHash(other) })).toEqual(refused);
  expect(await post({ extensions: byHash(other) })).not.toMatchObject({ status: 200, code: undefined });
  // The page asks in process what it needs.
  expect((await fetch(`${network!.hub.url}/?text=housing`)).status).toBe(200);
});

test.each([
  ['is no JSON', 'x'],
  ['has another form', { operations: [] }],
  ['lists an operation under a wrong id', manifestOf({ id: hashOf('x'), body: LISTED })],
])('a hub does not start on a file that %s', async (_what, manifest) => {
  await expect(start(manifest)).rejects.toThrow(/operations\.json/);
});
