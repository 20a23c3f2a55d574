import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createSupergraphCommand } from '../../../gateway/operator/createSupergraphCommand';
import { startHive } from '../../bench/gateways/targets/hive/startHive';
import { describeWith } from '../../optional/describeWith';
import { startDemoNetwork } from '../startDemoNetwork';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';
import { findHive } from './findHive';
import { questions } from './questions';

/** Another engine that runs the exported supergraph. */
interface Engine {
  readonly url: string;
  close(): Promise<void>;
}

const TOKEN = 'only-for-this-test-0123456789-abcdef';

const scratch = mkdtempSync(join(tmpdir(), 'hanse-engine-'));
const supergraphFile = join(scratch, 'supergraph.graphql');
let network: TestNetwork;

beforeAll(async () => {
  network = await startDemoNetwork({ subgraphsToken: TOKEN });
  const command = createSupergraphCommand((sdl) => {
    writeFileSync(supergraphFile, sdl);
  });
  await command.parseAsync(['--hub', network.hub.url], { from: 'user' });
}, 120_000);

afterAll(async () => {
  await network.close();
  rmSync(scratch, { recursive: true });
});

async function ask(url: string, query: string, variables?: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

async function startApollo(): Promise<Engine> {
  // It would tell its maker that it runs.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const server = new ApolloServer({
    gateway: new ApolloGateway({
      supergraphSdl: readFileSync(supergraphFile, 'utf8'),
      buildService: ({ url }) =>
        new RemoteGraphQLDataSource({
          url: url!,
          willSendRequest: ({ request }) => {
            request.http!.headers.set('authorization', `Bearer ${TOKEN}`);
          },
        }),
    }),
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, close: () => server.stop() };
}

async function startHiveGateway(folder: string): Promise<Engine> {
  // Its configuration finds it there.
  process.env['SUBGRAPHS_TOKEN'] = TOKEN;
  const { signal } = new AbortController();
  const hiveGateway = await startHive({ folder, supergraphFile, rust: false, signal });
  return { url: hiveGateway.url, close: () => hiveGateway.end() };
}

describe('Apollo Gateway on the exported supergraph', () => {
  testEngine(startApollo);
});

const advice = 'Hive Gateway: npm ci --ignore-scripts in test/bench/gateways/engines';
describeWith(findHive(), advice, 'Hive Gateway on the exported supergraph', (folder) => {
  testEngine(() => startHiveGateway(folder));
});

function testEngine(start: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  }, 60_000);
  afterAll(() => engine.close());

  test.each(questions)('answers as the hub does: $asks', async ({ query, variables }) => {
    const own = await network.query(query, variables);
    const other = await ask(engine.url, query, variables);
    expect(other.data).toEqual(own.data);
    // Engines find their own words and places for what went wrong.
    expect(other.errors === undefined).toBe(own.errors === undefined);
  });

  test('answers as the hub does while a city is lost between search and fetch', async () => {
    const { wire } = network.city('rosenheim');
    wire.treat = ({ query }) => (query.includes('_entities') ? 'RESET' : 'FORWARD');
    try {
      const query = `{
        experts(text: "Sozialraumorientierung") {
          nodes { name city { id } ...TooMuchForHits }
          coverage { asked answered complete }
        }
      }
      fragment TooMuchForHits on Staff { experiences { topic { staff(first: 100) { nodes { id experiences { role } } } } } }`;
      const own = await network.query(query);
      const other = await ask(engine.url, query);
      expect(own.data.experts.nodes).toContain(null);
      expect(other.data).toEqual(own.data);
      expect(other.errors).toBeDefined();
    } finally {
      wire.treat = () => 'FORWARD';
    }
  });
}

describe('the subgraphs', () => {
  const askSubgraph = (name: string, token: string | undefined, body: object): Promise<Response> =>
    fetch(`${network.hub.url}/subgraphs/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });

  test.each([undefined, 'another-token-0123456789-0123456789', `${TOKEN}x`])(
    'are not for whoever bears %s',
    async (token) => {
      for (const name of ['directory', 'search', 'city']) {
        const response = await askSubgraph(name, token, { query: '{ __typename }' });
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      }
    },
  );

  test('are nowhere without a token in the configuration', async () => {
    const plain = await startNetwork({ network: { cities: [] }, content: {} });
    try {
      const response = await fetch(`${plain.hub.url}/subgraphs/directory`, { method: 'POST' });
      expect(response.status).toBe(404);
    } finally {
      await plain.close();
    }
  }, 60_000);

  test('of the cities answers for entities alone, under any names', async () => {
    const query = `query ($them: [_Any!]!) {
      first: _entities(representations: $them) { ... on Staff { who: name experiences { topic { ...Named } } } }
      second: _entities(representations: $them) { __typename }
      summary { version }
    }
    fragment Named on Topic { label }`;
    const them = [
      { __typename: 'Staff', id: 'gera:staff:none' },
      { __typename: 'Staff', id: 'no id' },
    ];
    const response = await askSubgraph('city', TOKEN, { query, variables: { them } });
    expect(await response.json()).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ path: ['summary'], extensions: { code: 'BAD_USER_INPUT' } }),
      ]),
    });
    const { data, errors } = (await (
      await askSubgraph('city', TOKEN, { query: query.replace('summary { version }', ''), variables: { them } })
    ).json()) as Answer;
    expect(data).toEqual({ first: [null, null], second: [null, null] });
    // Whichever was answered first.
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['first.1', 'second.1']);
  });
});
