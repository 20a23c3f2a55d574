import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { network } from './oneCityNetwork';

// Clients as others use them, against a hub with the limits of production. Apollo Client is tried by the README's own snippet.

const run = promisify(execFile);
const root = join(__dirname, '../../..');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-clients-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('HUB-192 urql 6, with its defaults, which ask by GET what is short and by POST what is long', async () => {
  const methods: (string | undefined)[] = [];
  const client = new Client({
    url: `${network.hub.url}/graphql`,
    exchanges: [cacheExchange, fetchExchange],
    fetch: (address, init) => {
      methods.push(init?.method);
      return fetch(address, init);
    },
  });
  const short = await client.query(gql('query ($id: ID!) { city(id: $id) { name } }'), { id: 'ashford' }).toPromise();
  expect([short.error, short.data]).toEqual([undefined, { city: { __typename: 'City', name: 'Ashford' } }]);
  const long = await client.query(gql(`{ ${'x'.repeat(2_000)}: cities { nodes { id } } }`), {});
  expect([long.error, Object.keys(long.data ?? {})]).toEqual([undefined, ['x'.repeat(2_000)]]);
  const wrong = await client.query(gql('{ city(id: "ashford", name: "Ashford") { name } }'), {});
  expect(wrong.error?.graphQLErrors.map(({ extensions }) => extensions['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(methods).toEqual(['GET', 'POST', 'GET']);
});

test('HUB-193 gql.tada reads the schema', async () => {
  const output = join(folder, 'schema.graphql');
  await run(process.execPath, [
    join(root, 'node_modules/gql.tada/bin/cli.js'),
    ...['generate-schema', `${network.hub.url}/graphql`, '--output', output],
  ]);
  const inOrder = (file: string): string =>
    printSchema(lexicographicSortSchema(buildSchema(readFileSync(file, 'utf8'))));
  expect(inOrder(output)).toBe(inOrder(join(root, 'schema/api.graphql')));
});
