import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { issuer, network } from './demoNetwork';

interface Result {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly complete: boolean;
  readonly coverage: { readonly asked: number; readonly answered: number };
  readonly notes: readonly string[];
}

/** Asks with tools alone, as an assistant does. */
async function withTools<Answer>(
  transport: Transport,
  ask: (call: (name: string, args: Record<string, unknown>) => Promise<Result>) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  try {
    return await ask(async (name, args) => {
      const { structuredContent, isError, content } = await client.callTool({ name, arguments: args });
      if (isError === true) throw new Error(JSON.stringify(content));
      return structuredContent as Result;
    });
  } finally {
    await client.close();
  }
}

function overHttp(token?: string): Transport {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new StreamableHTTPClientTransport(new URL(`${network.hub.url}/mcp`), { requestInit: { headers } });
}

const PLAN = 'housing action plans';
const ROOT = join(__dirname, '../../..');
const PROGRAM = join(ROOT, 'gateway/assistants/main.ts');

test('who can help with a housing action plan, and whether one may visit, is answered by tools alone', async () => {
  await withTools(overHttp(), async (call) => {
    const people = await call('find_people', { text: PLAN });
    expect(people).toMatchObject({
      complete: true,
      rows: expect.arrayContaining([expect.objectContaining({ city: 'Gera' })]),
    });
    for (const row of people.rows)
      expect(row).toMatchObject({ page: expect.stringMatching(/\/staff\//), name: expect.any(String) });

    const visits = await call('find_offers', { text: PLAN, kind: ['VISIT'] });
    expect(visits.rows.length).toBeGreaterThan(0);
    const [visit] = visits.rows;
    expect(visit).toMatchObject({ kind: 'VISIT', page: expect.stringMatching(/\/offer\//) });
    const programmes = await call('find_programmes', { text: PLAN, openToVisitors: true });
    expect(programmes.rows.every((row) => row['openToVisitors'] === true)).toBe(true);

    const record = await call('get_record', { id: visit!['id'] });
    expect(record).toMatchObject({ kind: 'offer', complete: true });
  });
});

test('what a city looks for is found by a tool, with what the result rests on', async () => {
  const { rows, complete, notes } = await withTools(overHttp(), (call) =>
    call('find_needs', { text: 'payment card', lang: 'en' }),
  );
  expect(rows).toEqual([
    expect.objectContaining({
      title: 'Wer hat eine Bezahlkarte schon abgerechnet?',
      city: 'Musterstadt',
      source: 'Erfunden für die Demo',
      page: `${network.hub.url}/need/musterstadt/1`,
    }),
  ]);
  expect([complete, notes.at(-1)]).toEqual([true, 'The answer is complete.']);
});

test('a member is told by tools what members may see', async () => {
  const args = { text: 'Bezahlkarte', city: ['musterstadt'] };
  const stranger = await withTools(overHttp(), (call) => call('find_programmes', args));
  expect(stranger.rows).toEqual([]);
  const token = await issuer.createToken('voorbeeldstad');
  const member = await withTools(overHttp(token), (call) => call('find_programmes', args));
  expect(member.rows).toEqual([expect.objectContaining({ title: 'Einführung der Bezahlkarte' })]);
});

test('a token that gives no access is refused with where to get one', async () => {
  const response = await fetch(`${network.hub.url}/mcp`, {
    method: 'POST',
    headers: { authorization: 'Bearer abc' },
    body: '{}',
  });
  expect(response.status).toBe(401);
  const { url } = network.hub;
  expect(response.headers.get('www-authenticate')).toBe(
    `Bearer error="invalid_token", resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`,
  );
  const metadata = await (await fetch(`${url}/.well-known/oauth-protected-resource/mcp`)).json();
  expect(metadata).toMatchObject({ resource: `${url}/mcp`, authorization_servers: [issuer.signIn.issuer] });
});

test('the program over standard input and output says what it takes, and refuses the rest', () => {
  const run = (args: readonly string[], hub?: string): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, ['-r', join(ROOT, 'register.js'), PROGRAM, ...args], {
      encoding: 'utf8',
      input: '',
      env: { ...process.env, HANSE_HUB: hub },
    });
  expect(run(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('HANSE_TOKEN') });
  expect(run(['--nope'])).toMatchObject({ status: 1, stderr: "error: unknown option '--nope'\n" });
  expect(run(['housing'])).toMatchObject({ status: 1, stderr: expect.stringContaining('too many arguments') });
  expect(run([], 'nowhere')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('HANSE_HUB must be an address'),
  });
});

test('the same tools answer over standard input and output', async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['-r', join(ROOT, 'register.js'), PROGRAM],
    env: { HANSE_HUB: network.hub.url },
  });
  const { rows } = await withTools(transport, (call) => call('find_subjects', { text: 'housing', lang: 'nl' }));
  expect(rows[0]).toMatchObject({
    id: expect.stringMatching(/^concept:/),
    page: expect.stringContaining(network.hub.url),
  });
});

// Last, since the hub leaves a city alone for a while that failed.
test('with a city down tools say that it did not answer, and not that nobody there can help', async () => {
  const { wire } = network.city('musterstadt');
  wire.treat = () => 'RESET';
  try {
    await withTools(overHttp(), async (call) => {
      const people = await call('find_people', { text: PLAN });
      expect(people.rows.map((row) => row['city'])).toEqual(['Voorbeeldstad', 'Gera']);
      // Nobody else offers a visit: whether one may come is open, and no answer says that one may not.
      const visits = await call('find_offers', { text: PLAN, kind: ['VISIT'] });
      expect(visits).toMatchObject({ rows: [], coverage: { asked: 2, answered: 1 } });
      for (const { complete, coverage, notes } of [people, visits]) {
        expect([complete, coverage.answered]).toEqual([false, coverage.asked - 1]);
        expect(notes.join(' ')).toContain('Musterstadt');
      }
      await expect(call('get_record', { id: 'musterstadt:offer:5' })).rejects.toThrow(
        /city, musterstadt, could not be reached: this is not to say that the record is gone/,
      );
    });
  } finally {
    wire.treat = () => 'FORWARD';
  }
});
