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

test('HUB-365 keeps the Model Context Protocol, but for what the suite needs of its own example server', async () => {
  // It ends with 1 when something else fails, and when something that stands among the expected failures passes.
  const program = join(packages, 'conformance/dist/index.js');
  const args = ['server', '--url', `${network.hub.url}/mcp`, '--expected-failures', expectedFailures, '-o', folder];
  await run(process.execPath, [program, ...args]);

  const checks = readdirSync(folder).flatMap(
    (scenario) => JSON.parse(readFileSync(join(folder, scenario, 'checks.json'), 'utf8')) as readonly Check[],
  );
  const statusOf = (id: string) => checks.find((check) => check.id === id)?.status;
  for (const id of ['server-initialize', 'ping', 'tools-list', 'localhost-host-rebinding-rejected'])
    expect([id, statusOf(id)]).toEqual([id, 'SUCCESS']);

  const failed = checks.filter(({ status }) => status !== 'SUCCESS');
  const { server } = parse(readFileSync(expectedFailures, 'utf8')) as { readonly server: readonly string[] };
  expect(failed).toHaveLength(server.length);
  for (const { id, errorMessage, details } of failed) {
    const reason = /There is no tool "test_\w+"|MCP error -32601: Method not found|did not provide session ID/;
    expect([id, errorMessage ?? details?.message]).toEqual([id, expect.stringMatching(reason)]);
  }
});

test('HUB-366 claims tools, and nothing that it does not have', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${network.hub.url}/mcp`)));
  expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } });
  await client.close();
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
