import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { parse } from 'yaml';
import { network } from './demoNetwork';

// The tools for assistants, tried by programs of the protocol's own makers.

const run = promisify(execFile);
const packages = join(__dirname, '../../../node_modules/@modelcontextprotocol');
const expectedFailures = join(__dirname, 'mcpExpectedFailures.yml');

/** One thing that the suite looked at. */
interface Check {
  readonly id: string;
  readonly status: string;
  readonly errorMessage?: string;
  readonly details?: { readonly message?: string };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-mcp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a server may have and need not, and the scenarios that use it: it is tried where the server says that it has it. */
const OPTIONAL: Readonly<Record<string, RegExp>> = {
  logging: /^logging-|-with-logging$/,
  completions: /^completion-/,
  resources: /^resources-/,
  prompts: /^prompts-/,
  // The hub has none, so that any hub behind a balancer can answer.
  sessions: /^server-sse-/,
};

/** What the suite itself does not try yet, unless it is asked to. */
const PENDING: readonly string[] = ['json-schema-2020-12', 'server-sse-polling'];

/** What the hub claims when it is met for the first time. */
async function readClaims(): Promise<readonly string[]> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(`${network.hub.url}/mcp`));
  await client.connect(transport);
  const claims = Object.keys(client.getServerCapabilities() ?? {});
  await client.close();
  return transport.sessionId === undefined ? claims : [...claims, 'sessions'];
}

test('HUB-365 keeps the Model Context Protocol in all that it claims, but for what the suite needs of its own example server', async () => {
  const program = join(packages, 'conformance/dist/index.js');
  const { stdout } = await run(process.execPath, [program, 'list', '--server']);
  const all = [...stdout.matchAll(/^ {2}- (.*)$/gm)].map(([, scenario]) => scenario!);
  const claims = await readClaims();
  const lacks = Object.entries(OPTIONAL).filter(([name]) => !claims.includes(name));
  const scenarios = all.filter(
    (scenario) => !PENDING.includes(scenario) && !lacks.some(([, uses]) => uses.test(scenario)),
  );
  expect(scenarios).toEqual(
    expect.arrayContaining(['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection']),
  );

  // It ends with 1 when something fails that is not expected to, and when something passes that is.
  const options = ['--url', `${network.hub.url}/mcp`, '--expected-failures', expectedFailures, '-o', folder];
  await run(process.execPath, [join(__dirname, 'runScenarios.js'), program, scenarios.join(), ...options]);

  const checks = readdirSync(folder).flatMap(
    (scenario) => JSON.parse(readFileSync(join(folder, scenario, 'checks.json'), 'utf8')) as readonly Check[],
  );
  const { server } = parse(readFileSync(expectedFailures, 'utf8')) as { readonly server: readonly string[] };
  expect(scenarios).toEqual(expect.arrayContaining([...server]));
  const failed = checks.filter(({ status }) => status !== 'SUCCESS');
  expect(failed).toHaveLength(server.length);
  for (const { id, errorMessage, details } of failed) {
    expect([id, errorMessage ?? details?.message]).toEqual([id, expect.stringMatching(/There is no tool "test_\w+"/)]);
  }
});

test('HUB-366 claims tools, and has no method of what it does not claim', async () => {
  expect(await readClaims()).toEqual(['tools']);
  const ask = async (method: string) => {
    const response = await fetch(`${network.hub.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { uri: 'test://x', name: 'x', level: 'info' } }),
    });
    return [method, /"code":(-?\d+)/.exec(await response.text())?.[1]];
  };
  const methods = ['logging/setLevel', 'completion/complete', 'prompts/list', 'prompts/get'].concat(
    ['list', 'read', 'templates/list', 'subscribe', 'unsubscribe'].map((name) => `resources/${name}`),
  );
  expect(await Promise.all(methods.map(ask))).toEqual(methods.map((method) => [method, '-32601']));
});

test('HUB-367 lists and calls its tools for the inspector’s command line', async () => {
  // It finds its own version by the folder that it is run in.
  const cwd = join(packages, 'inspector-cli/build');
  const inspect = async (...args: readonly string[]) => {
    const { stdout } = await run(process.execPath, ['index.js', `${network.hub.url}/mcp`, ...args], { cwd });
    return JSON.parse(stdout);
  };
  const { tools } = await inspect('--method', 'tools/list');
  expect(tools.map(({ name }: { name: string }) => name)).toContain('find_offers');

  const call = ['--method', 'tools/call', '--tool-name', 'find_offers'];
  const { structuredContent } = await inspect(...call, '--tool-arg', 'text=housing action plans', 'kind=["VISIT"]');
  expect(structuredContent).toMatchObject({
    rows: [{ title: 'See the Housing Action Plan at work', city: 'Musterstadt', source: 'Erfunden für die Demo' }],
    complete: true,
    coverage: { asked: 2, answered: 2 },
  });
});
