import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requirements } from '../../subgraphs/conformance/requirements';
import type { RunOptions } from '../../subgraphs/conformance/runCheck';
import { runCheck } from '../../subgraphs/conformance/runCheck';
import { readKeys } from '../../subgraphs/conformance/TokenMint';
import type { Verdict } from '../../subgraphs/conformance/Verdict';
import { writeNewKeys } from '../../gateway/operator/keyFile';
import type { Parts } from './plainCity';
import { startPlainCity } from './plainCity';

const folder = mkdtempSync(join(tmpdir(), 'hanse-conformance-'));
const key = join(folder, 'signing-keys.json');
const city = 'altstadt';
const issuer = 'hanse-hub';

beforeAll(() => writeNewKeys(key));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(options: Partial<RunOptions>): Promise<Run> {
  const written = { out: '', err: '' };
  const terminal = (name: 'out' | 'err') => ({ write: (text: string) => (written[name] += text) });
  const code = await runCheck({ issuer, home: folder, ...options }, terminal('out'), terminal('err'));
  return { code, ...written };
}

async function withCity<T>(use: (url: string) => Promise<T>, broken: Parts = {}): Promise<T> {
  const { published } = await readKeys(key);
  const server = await startPlainCity({ cityId: city, jwks: published, issuer }, broken);
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

describe('the check of a city', () => {
  it('ends with 0 and a table when no MUST failed', async () => {
    const { code, out, err } = await withCity((url) => run({ url, city, key }));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/CITY-012 +│ MUST +│ PASS +│ answer null for an unknown id/);
    expect(out).toMatch(/CITY-075 +│ MUST +│ NO ANSWER/);
    expect(out).toContain(`${requirements.length} requirements: ${requirements.length - 1} PASS, 0 FAIL`);
  });

  it('ends with 1 when a MUST failed, and prints every verdict as JSON when told to', async () => {
    const { code, out } = await withCity((url) => run({ url, city, key, json: true }), { findCity: () => ({}) });
    const verdicts = JSON.parse(out) as readonly Verdict[];
    expect(code).toBe(1);
    expect(verdicts.map(({ id }) => id)).toEqual(requirements.map(({ id }) => id));
    expect(verdicts.find(({ id }) => id === 'CITY-017')).toEqual({
      id: 'CITY-017',
      level: 'MUST',
      title: 'answer `City` for its own slug, and for no other',
      status: 'FAIL',
      seen: 'answered a City for "altstadt-neighbour"',
      tookMs: expect.any(Number),
    });
  });

  it('ends with 0 when only a SHOULD failed', async () => {
    const random = { summary: (counts: object) => ({ ...counts, version: String(Math.random()) }) };
    const { code, out } = await withCity((url) => run({ url, city, key }), random);
    expect(code).toBe(0);
    expect(out).toContain('1 FAIL (0 MUST)');
  });

  it('finds a city of the demo, with its key', async () => {
    const { code, out } = await withCity((url) => {
      writeFileSync(
        join(folder, 'network.yaml'),
        `name: Demo\ncities:\n  - { id: ${city}, name: Altstadt, country: DE, url: "${url}" }\n`,
      );
      return run({ demo: city });
    });
    expect([code, out.includes('PASS')]).toEqual([0, true]);
  });

  it('judges a city that asks for no token without a key, and finds just that', async () => {
    const open = { readViewer: () => ({ anonymous: true }) };
    const { code, out } = await withCity((url) => run({ url, city, json: true }), open);
    const verdicts = JSON.parse(out) as readonly Verdict[];
    expect(code).toBe(1);
    expect(verdicts.filter(({ status }) => status === 'FAIL').map(({ id }) => id)).toEqual(['CITY-080']);
    expect(verdicts.find(({ id }) => id === 'CITY-081')).toMatchObject({
      status: 'NO ANSWER',
      seen: 'needs the key that the city trusts: --key <file>',
    });
  });

  it('ends with 2 when the server goes down on the way', async () => {
    let requests = 0;
    const server = createServer((request, response) => {
      requests += 1;
      if (requests > 1) request.socket.destroy();
      else response.setHeader('content-type', 'application/json').end('{"data":{"__typename":"Query"}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { code, out } = await run({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, city, key });
    server.close();
    expect(code).toBe(2);
    expect(out).toMatch(/CITY-001 +│ MUST +│ NO REPLY/);
  });
});

describe('a check that cannot run ends with 2 and says why', () => {
  it.each<[string, Partial<RunOptions>, RegExp]>([
    [
      'without an address',
      {},
      /^Name the city's GraphQL endpoint, nats:gera for a city that dials out, or a city of the running demo: --demo gera\.\n$/,
    ],
    ['with no address', { url: 'gera' }, /^Name the city's GraphQL endpoint/],
    ['without a city', { url: 'http://127.0.0.1:1/graphql' }, /^Say which city it is: --city <id>, or CITY_ID\.\n$/],
    ['without a key that is there', { url: 'http://127.0.0.1:1/', city, key: '/no/key' }, /^\/no\/key cannot be read/],
    ['where nothing listens', { url: 'http://127.0.0.1:1/graphql', city, key }, /no answer: ECONNREFUSED\.\n$/],
    ['where no demo ran', { demo: 'gera', home: '/no/home' }, /Start the demo first: npm start\.\n$/],
  ])('%s', async (_, options, message) => {
    const { code, out, err } = await run(options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('with a key that the city does not trust', async () => {
    const other = join(folder, 'other.json');
    await writeNewKeys(other);
    const { code, err } = await withCity((url) => run({ url, city, key: other }));
    expect(code).toBe(2);
    expect(err).toMatch(
      /other\.json signs for altstadt \(HTTP 401\)\. Is altstadt its CITY_ID, hanse-hub its HUB_ISSUER/,
    );
  });

  it('without a key, where the city asks for a token', async () => {
    const { code, err } = await withCity((url) => run({ url, city }));
    expect([code, err]).toEqual([2, expect.stringContaining('Name the file with a key that it trusts: --key <file>')]);
  });

  it('where there is no GraphQL', async () => {
    const server = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { code, err } = await run({ url, city, key });
    server.close();
    expect([code, err]).toEqual([2, `There is no GraphQL at ${url} (HTTP 404).\n`]);
  });
});

describe('the requirements', () => {
  it('have ids of their own, in order', () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.filter((id) => !/^CITY-\d{3}$/.test(id))).toEqual([]);
  });
});
