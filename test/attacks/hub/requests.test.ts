import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import type { Hub } from '../../../gateway/createHub';
import { createSupergraphServer } from '../../../gateway/front/createSupergraphServer';
import type { SupergraphServer } from '../../../gateway/front/createSupergraphServer';
import { composeSubgraphs } from '../../../subgraphs/composing/composeSubgraphs';
import { LocalDataSource } from '../../../gateway/engine/LocalDataSource';
import { sendRaw } from './sendRaw';
import { bearer, HIDDEN, productionLimits, startAttackedHub } from './startAttackedHub';
import type { AttackedHub, HubAnswer } from './startAttackedHub';
import { until } from '../../until';

// Attacks by the form of requests: what pages of others have a browser send, what takes time and memory, and what is no
// HTTP at all.

const silent = pino({ level: 'silent' });
const QUESTION = '{ programmes(concepts: ["concept:housing"]) { totalCount nodes { title } } }';

let hub: AttackedHub;
let folder: string;
/** A hub whose cities have no servers, where the limits are tried that would get in the way of other tests. */
let strict: Hub;

beforeAll(async () => {
  hub = await startAttackedHub({ maxSearchCost: 20 });
  folder = mkdtempSync(join(tmpdir(), 'hanse-attacks-'));
  const networkFile = join(folder, 'network.yaml');
  const cities = Array.from({ length: 300 }, (_, at) => ({ id: `city-${at}`, name: `City ${at}`, country: 'DE' }));
  const alliances = [{ id: 'all', name: 'All', cities: cities.map(({ id }) => id) }];
  writeFileSync(networkFile, stringify({ name: 'Large', cities, alliances }));
  const limits = productionLimits({
    HANSE_INTROSPECTION: 'true',
    HANSE_REQUESTS_PER_MINUTE: '60',
    HANSE_CORS_ORIGINS: 'https://dashboard.example.org',
  });
  strict = await createHub({ ...parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0' }), limits }, silent);
  await strict.ready;
}, 60_000);

afterAll(async () => {
  await strict.close();
  await hub.close();
  rmSync(folder, { recursive: true });
});

/** Whatever was done to it, the hub answers others at once. */
async function expectWell(): Promise<void> {
  const { status, json } = await hub.post({ query: QUESTION });
  expect([status, json.data.programmes.totalCount]).toEqual([200, 2]);
}

const times = (count: number, text: string | ((at: number) => string)): string =>
  Array.from({ length: count }, (_, at) => (typeof text === 'string' ? text : text(at))).join(' ');
const nested = (count: number, open: string, inner: string, close = '}'): string =>
  open.repeat(count) + inner + close.repeat(count);

describe('cross-site requests', () => {
  const body = JSON.stringify({ query: QUESTION });
  const form = new URLSearchParams({ query: QUESTION }).toString();

  test.each([
    ['HUB-054 posts JSON as plain text', { 'content-type': 'text/plain' }, body],
    ['HUB-055 posts a form', { 'content-type': 'application/x-www-form-urlencoded' }, form],
    [
      'HUB-056 posts a form of several parts',
      { 'content-type': 'multipart/form-data; boundary=x' },
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${body}\r\n--x--\r\n`,
    ],
    [
      'HUB-057 posts JSON under a type that only looks like it',
      { 'content-type': 'text/plain; charset=application/json' },
      body,
    ],
    ['HUB-058 posts bytes without a type', {}, Buffer.from(body)],
  ] as const)('%s', async (_name, headers, sent) => {
    const calls = await hub.callsDuring(async () => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, origin: 'https://evil.example' },
        body: sent,
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toContain('totalCount');
    });
    expect(calls).toBe(0);
  });

  test('HUB-059 asks by an image or a link, whose request no browser announces', async () => {
    const calls = await hub.callsDuring(async () => {
      const sent: Record<string, string>[] = [
        {},
        { accept: 'image/*' },
        { 'content-type': 'text/plain' },
        { cookie: 'a=b' },
      ];
      for (const headers of sent) {
        const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(QUESTION)}`, { headers });
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(await response.text()).not.toContain('totalCount":');
      }
    });
    expect(calls).toBe(0);
  });

  test('HUB-060 asks from a page whose origin is not listed, or only looks like one that is', async () => {
    const listed = 'https://dashboard.example.org';
    const ask = async (origin: string, method: string): Promise<Headers> => {
      const response = await fetch(`${strict.url}/graphql`, {
        method,
        headers: {
          origin,
          'content-type': 'application/json',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,authorization',
        },
        ...(method === 'POST' && { body: '{"query":"{ __typename }"}' }),
      });
      return response.headers;
    };
    expect((await ask(listed, 'OPTIONS')).get('access-control-allow-origin')).toBe(listed);
    for (const origin of [
      ...['null', 'https://evil.example', 'http://dashboard.example.org', `${listed}.evil.example`, `${listed}:8443`],
      ...[
        'https://evil.dashboard.example.org',
        'https://dashboardxexample.org',
        `${listed}, https://evil.example`,
        'file://',
      ],
    ]) {
      for (const method of ['OPTIONS', 'POST']) {
        expect([origin, (await ask(origin, method)).get('access-control-allow-origin')]).toEqual([origin, null]);
      }
    }
    // Without a list, there is no such page.
    const { headers } = await hub.post(body, { origin: listed });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('HUB-061 has a browser send along what it has stored for the hub: there is nothing, and it may not', async () => {
    for (const path of ['/', '/?text=housing', '/explorer', '/export.csv?text=housing', '/health/ready', '/nothing']) {
      const { headers } = await fetch(hub.url + path, {
        headers: { origin: 'https://dashboard.example.org', cookie: 'session=1' },
      });
      expect([path, headers.get('set-cookie'), headers.get('access-control-allow-credentials')]).toEqual([
        path,
        null,
        null,
      ]);
    }
    const preflight = await fetch(`${strict.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://dashboard.example.org', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('HUB-062 puts the pages into a frame, to have somebody click there', async () => {
    for (const path of ['/', '/?text=housing', '/?kind=mayors', '/explorer']) {
      const { headers } = await fetch(hub.url + path);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toMatch(/^(DENY|SAMEORIGIN)$/);
    }
  });

  test('HUB-063 has something changed: there is no mutation, no subscription, and no other method', async () => {
    for (const query of [
      'mutation { __typename }',
      'mutation { addStaff(name: "x") { id } }',
      'subscription { __typename }',
    ]) {
      const { status, json } = await hub.post({ query });
      expect([query, status, json.errors?.[0]?.extensions.code]).toEqual([query, 400, 'GRAPHQL_VALIDATION_FAILED']);
    }
    const mutation = await fetch(`${hub.url}/graphql?query=${encodeURIComponent('mutation { __typename }')}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(mutation.status).toBeGreaterThanOrEqual(400);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      const response = await fetch(`${hub.url}/graphql`, {
        method,
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'GET, POST, OPTIONS']);
    }
    const overridden = await hub.post(
      { query: '{ __typename }' },
      { 'x-http-method-override': 'DELETE', 'x-original-url': '/metrics' },
    );
    expect(overridden.json.data).toEqual({ __typename: 'Query' });
  });
});

describe('resource exhaustion', () => {
  const walk = (levels: number): string => nested(levels, 'broader{', 'id');
  const DOCUMENTS: readonly (readonly [string, string, string])[] = [
    ['HUB-064 nests fields in each other', `{ concepts { ${walk(20)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'HUB-065 asks for the same under 101 names',
      `{ ${times(101, (at) => `a${at}: alliances { id }`)} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['HUB-066 writes 5,001 words', `{ ${'alliances '.repeat(5_001)} }`, 'GRAPHQL_PARSE_FAILED'],
    [
      'HUB-067 has fragments go round in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C ...A } fragment C on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'HUB-068 doubles what it asks for with each of 18 fragments',
      `{ concepts { ...F0 } } ${times(18, (at) => `fragment F${at} on Concept { ${at < 17 ? `broader { ...F${at + 1} } narrower { ...F${at + 1} }` : 'id'} }`)}`,
      'TOO_COSTLY',
    ],
    [
      'HUB-069 doubles what it asks for with each of 300 fragments',
      `{ ...F0 } ${times(300, (at) => `fragment F${at} on Query { ${at < 299 ? `...F${at + 1} ...F${at + 1}` : '__typename'} }`)}`,
      'TOO_COSTLY',
    ],
    [
      'HUB-071 turns pages within pages',
      `{ city(id: "musterstadt") { ${nested(4, 'staff(first:100){nodes{city{', 'id', '}}}')} } }`,
      'TOO_COSTLY',
    ],
    ['HUB-072 nests 1,500 fragments without a name', `{ ${nested(1_500, '...{', '__typename')} }`, 'TOO_COSTLY'],
    [
      'HUB-073 nests 2,400 lists in an argument',
      `{ concepts(text: ${nested(2_400, '[', '', ']')}) { id } }`,
      // Whether the parser's stack is deep enough depends on how far its code is compiled.
      'GRAPHQL_(PARSE|VALIDATION)_FAILED',
    ],
    ['HUB-074 writes 10,000 directives', `{ __typename ${'@a '.repeat(10_000)} }`, 'GRAPHQL_PARSE_FAILED'],
    [
      'HUB-075 writes 2,400 directives, all unknown',
      `{ __typename ${'@a '.repeat(2_400)} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['HUB-076 has 4,900 equal fields compared with each other', `{ ${'__typename '.repeat(4_900)} }`, 'TOO_COSTLY'],
    [
      'HUB-590 has letters looked up under 20 names, each of which begins a word of thousands of labels',
      `{ ${times(20, (at) => `a${at}: concepts(text: "a/b/c/d/e/f/g/h/i/j/k/l", first: ${at + 1}) { id }`)} }`,
      'TOO_COSTLY',
    ],
    [
      'HUB-077 asks cities for more than one request may',
      `{ ${times(60, (at) => `a${at}: experts(concepts: ["concept:housing"], first: ${at + 1}) { totalCount }`)} }`,
      'TOO_COSTLY',
    ],
    [
      'HUB-078 asks for 101 records by their ids',
      `{ nodes(ids: [${times(101, (at) => `"musterstadt:staff:${at}"`)}]) { id } }`,
      'BAD_USER_INPUT',
    ],
    [
      'HUB-079 asks for pages that are larger than a page',
      '{ experts(concepts: ["concept:housing"], first: 101) { totalCount } }',
      'BAD_USER_INPUT',
    ],
    [
      'HUB-081 asks for more records than a number can hold',
      '{ cities(first: 99999999999999999999) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ];

  test.each(DOCUMENTS)('%s', async (_name, query, code) => {
    const calls = await hub.callsDuring(async () => {
      const { status, json, tookMs } = await hub.post({ query });
      expect(json.errors?.map(({ extensions }) => extensions.code)[0]).toMatch(new RegExp(`^${code}$`));
      expect(status).toBeLessThan(500);
      expect(tookMs).toBeLessThan(5_000);
    });
    expect(calls).toBe(0);
    await expectWell();
  });

  test('HUB-080 asks a city for a page that is larger than a page, and the city refuses', async () => {
    for (const first of [101, 100_000, 2_147_483_647, 0, -1]) {
      const { json } = await hub.post({
        query: `{ city(id: "musterstadt") { staff(first: ${first}) { totalCount } } }`,
      });
      expect([first, json.errors?.[0]?.extensions.code]).toEqual([first, 'BAD_USER_INPUT']);
    }
  });

  const askStrict = async (query: string): Promise<{ errors?: { extensions: { code: string } }[] }> => {
    const response = await fetch(`${strict.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { errors?: { extensions: { code: string } }[] };
  };

  test('HUB-070 walks through the vocabulary and back, in few words, for an answer of gigabytes', async () => {
    const query = `{ concepts(first: 100) { ${nested(5, 'narrower{broader{', 'id', '}}')} } }`;
    expect((await askStrict(query)).errors?.map(({ extensions }) => extensions.code)).toEqual(['TOO_COSTLY']);
  });

  test('HUB-135 walks from alliances to their cities and back, in a network whose alliances are large', async () => {
    const walk = (rounds: number): string => `{ ${nested(rounds, 'alliances{cities{', 'id', '}}')} }`;
    expect((await askStrict(walk(1))).errors).toBeUndefined();
    expect((await askStrict(walk(3))).errors?.map(({ extensions }) => extensions.code)).toEqual(['TOO_COSTLY']);
  });

  test('HUB-082 sends many operations in one request', async () => {
    const calls = await hub.callsDuring(async () => {
      const { status } = await hub.post(Array.from({ length: 500 }, () => ({ query: QUESTION })));
      expect(status).toBe(400);
    });
    expect(calls).toBe(0);
  });

  test('HUB-083 sends variables of megabytes, nested a hundred thousand times, or of ten thousand names', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const deep = `{"query":${JSON.stringify(query)},"variables":{"ids":${nested(100_000, '[', '', ']')}}}`;
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`v${at}`, at]));
    for (const [body, status] of [
      [JSON.stringify({ query, variables: { ids: ['x'.repeat(10_000_000)] } }), 413],
      [deep, 400],
      [JSON.stringify({ query, variables: { ids: [], ...many } }), 200],
      [JSON.stringify({ query, variables: { ids: Array.from({ length: 40_000 }, () => 'a:b:c') } }), 413],
      [JSON.stringify({ query, variables: { ids: Array.from({ length: 10_000 }, () => 'a:b:c') } }), 200],
    ] as const) {
      const answer = await hub.post(body);
      expect([answer.status, answer.tookMs < 5_000]).toEqual([status, true]);
    }
    await expectWell();
  });

  test('HUB-084 sends a cursor of 200 kB, and one of a megabyte', async () => {
    for (const query of [
      'query ($after: String) { experts(concepts: ["concept:housing"], after: $after) { totalCount } }',
      'query ($after: String) { city(id: "musterstadt") { staff(after: $after) { totalCount } } }',
      'query ($after: String) { cities(after: $after) { totalCount } }',
    ]) {
      for (const letter of ['A', '=', '%', '\u{1F600}']) {
        const { json, tookMs } = await hub.post({
          query,
          variables: { after: letter.repeat(200_000 / Buffer.byteLength(letter)) },
        });
        expect(json.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
        expect(tookMs).toBeLessThan(5_000);
      }
      expect((await hub.post({ query, variables: { after: 'A'.repeat(1_000_000) } })).status).toBe(413);
    }
  });

  test('HUB-085 sends texts on which badly written patterns hang', async () => {
    const query = `query ($text: String!, $lang: String) {
      concepts(text: $text, first: 5) { label(lang: $lang) } experts(text: $text, filter: { languages: [$text] }) { totalCount }
    }`;
    for (const piece of [
      'a',
      ' ',
      '-',
      '\u0301',
      'a\u0301',
      'ß',
      'a-',
      'a ',
      '.',
      "'",
      '(',
      '\\',
      '\t',
      'é',
      '\u{1F600}',
      'aA1',
      '@',
      'ﬃ',
    ]) {
      const text = piece.repeat(100_000 / Buffer.byteLength(piece));
      const { status, tookMs } = await hub.post({ query, variables: { text, lang: text } });
      expect([piece, status < 500, tookMs < 5_000]).toEqual([piece, true, true]);
      // As long as a question may be, so that it goes all the way.
      const question = `${piece.repeat(500 / piece.length).slice(0, 490)}!`;
      const answer = await hub.post({ query, variables: { text: question, lang: 'en' } });
      expect([piece, answer.status < 500, answer.tookMs < 5_000]).toEqual([piece, true, true]);
      for (const path of ['/', '/export.csv']) {
        const page = await fetch(`${hub.url}${path}?text=${encodeURIComponent(question)}`);
        expect([piece, page.status < 500]).toEqual([piece, true]);
        await page.arrayBuffer();
      }
    }
    await expectWell();
  });

  test('HUB-086 has the schema tell of itself in circles, where it is told', async () => {
    const circle = nested(6, 'fields{type{', 'name', '}}');
    const inTypes = nested(6, 'possibleTypes{interfaces{', 'name', '}}');
    for (const query of [
      `{ __schema { types { ${circle} } } }`,
      `{ __schema { types { ${inTypes} } } }`,
      `{ __schema { ${times(200, (at) => `t${at}: types { fields { args { type { name } } } }`)} } }`,
    ]) {
      const response = await fetch(`${strict.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    }
  });

  test('HUB-087 registers operations without end, and those that nobody asks for are forgotten', async () => {
    const register = (at: number): Promise<HubAnswer> => {
      const query = `{ __typename } # ${at} ${'x'.repeat(250_000)}`;
      return hub.post({ query, extensions: byHash(query) });
    };
    const first = await register(0);
    expect(first.json.data).toEqual({ __typename: 'Query' });
    const again = { extensions: byHash(`{ __typename } # 0 ${'x'.repeat(250_000)}`) };
    expect((await hub.post(again)).json.data).toEqual({ __typename: 'Query' });
    // 40 MB, where 30 are kept.
    for (let at = 1; at <= 160; at += 4) await Promise.all([0, 1, 2, 3].map((more) => register(at + more)));
    expect((await hub.post(again)).json.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('HUB-088 registers an operation under the hash of another', async () => {
    const extensions = byHash(QUESTION);
    const poisoned = await hub.post({ query: '{ alliances { id } }', extensions });
    expect([poisoned.status, poisoned.json.data]).toEqual([400, undefined]);
    expect((await hub.post({ extensions })).json.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    for (const sha256Hash of ['__proto__', '../../x', '', 'x'.repeat(10_000), 1, null, {}]) {
      const { status } = await hub.post({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
      expect([sha256Hash, status < 500]).toEqual([sha256Hash, true]);
    }
  });

  test('HUB-089 sends a small body that is a large one when it is unpacked', async () => {
    const bomb = gzipSync(JSON.stringify({ query: QUESTION, variables: { x: ' '.repeat(20_000_000) } }));
    expect(bomb.length).toBeLessThan(256 * 1024);
    for (const encoding of ['gzip', 'x-gzip', 'gzip, gzip', 'deflate', 'br']) {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        body: bomb,
      });
      expect([encoding, response.status >= 400 && response.status < 500]).toEqual([encoding, true]);
    }
    await expectWell();
  });

  test('HUB-090 leaves before the answer, again and again, and cities work no longer for it', async () => {
    const { wire } = hub.network.city('musterstadt');
    wire.treat = () => 'HANG';
    const before = wire.abandoned.length;
    const asked = wire.requests.length;
    const leaving = new AbortController();
    const attempts = Array.from({ length: 10 }, (_, at) =>
      fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ city(id: "musterstadt") { staff(first: ${at + 1}) { totalCount } } }` }),
        signal: leaving.signal,
      }).catch(() => undefined),
    );
    await until('all are asked', () => wire.requests.length >= asked + 10);
    leaving.abort();
    await Promise.all(attempts);
    await until('all are given up', () => wire.abandoned.length >= before + 10);
    wire.treat = () => 'FORWARD';
    await expectWell();
  });

  test('HUB-091 asks more often than it may, under other addresses, names, paths and tokens', async () => {
    // All of these are one client, and each counts.
    const seen: number[] = [];
    for (let at = 0; at < 90; at++) {
      const address = `192.0.2.${at}`;
      const headers = [
        { 'x-forwarded-for': address },
        { forwarded: `for=${address}` },
        { 'x-real-ip': address, 'true-client-ip': address, 'cf-connecting-ip': address, 'x-client-ip': address },
        { 'user-agent': `client ${at}`, cookie: `id=${at}` },
        { authorization: `Bearer ${at}` },
        { 'x-forwarded-for': `127.0.0.1, ${address}`, 'x-forwarded-host': address },
      ][at % 6];
      const path = ['/graphql', `/graphql?${at}`, `/export.csv?text=${at}`, `/?text=${at}`][at % 4] ?? '';
      const response = await fetch(strict.url + path, {
        headers: { 'content-type': 'application/json', ...headers } as Record<string, string>,
        ...(at % 4 < 2 && { method: 'POST', body: '{"query":"{ __typename }"}' }),
      });
      seen.push(response.status);
      await response.arrayBuffer();
    }
    expect(seen.slice(-20)).toEqual(Array.from({ length: 20 }, () => 429));
  });

  describe('by asking for what has no answer', () => {
    const SUBGRAPHS_TOKEN = 'only-for-this-test-0123456789-abcdef';
    const ORIGIN = 'https://dashboard.example.org';
    /** Each address may ask twice a minute, and a trusted proxy tells the addresses. */
    let counting: Hub;
    let addresses = 0;
    beforeAll(async () => {
      const networkFile = join(folder, 'network.yaml');
      const limits = productionLimits({
        HANSE_REQUESTS_PER_MINUTE: '2',
        HANSE_TRUSTED_PROXIES: '127.0.0.0/8',
        HANSE_CORS_ORIGINS: ORIGIN,
      });
      const config = { ...parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0' }), limits };
      counting = await createHub({ ...config, subgraphsToken: SUBGRAPHS_TOKEN }, silent);
    });
    afterAll(() => counting.close());

    /** The statuses of the same request, sent three times. */
    async function thrice(address: string, path: string, request: RequestInit = {}): Promise<number[]> {
      const seen: number[] = [];
      const headers = new Headers(request.headers);
      headers.set('x-forwarded-for', address);
      for (let at = 0; at < 3; at++) {
        const response = await fetch(counting.url + path, { ...request, headers });
        await response.arrayBuffer();
        seen.push(response.status);
      }
      return seen;
    }

    const json = { 'content-type': 'application/json' };
    const preflight = { origin: ORIGIN, 'access-control-request-method': 'POST' };
    test.each<[name: string, path: string, request: RequestInit]>([
      ['a path that is not there', '/nothing', {}],
      ['a path that cannot be read', '/%zz', {}],
      ['a page', '/explorer', {}],
      ['a stylesheet', '/hanse.css', {}],
      ['the head of a page', '/explorer', { method: 'HEAD' }],
      ['an export of nothing', '/export.csv', {}],
      ['a query that is none', '/graphql?query=%7B', { headers: json }],
      ['a query by another method', '/graphql', { method: 'DELETE' }],
      ['no JSON', '/graphql', { method: 'POST', headers: json, body: '{' }],
      ['a form', '/graphql', { method: 'POST', body: new URLSearchParams({ query: QUESTION }) }],
      ['too large a body', '/graphql', { method: 'POST', headers: json, body: `"${'x'.repeat(300_000)}"` }],
      ['whether a page may ask', '/graphql', { method: 'OPTIONS', headers: preflight }],
      ['whether a page may ask elsewhere', '/nothing', { method: 'OPTIONS', headers: preflight }],
      ['a subgraph, without its token', '/subgraphs/search', { method: 'POST', headers: json, body: '{}' }],
      [
        'a subgraph, with a wrong token',
        '/subgraphs/search',
        { method: 'POST', headers: { ...json, authorization: `Bearer ${SUBGRAPHS_TOKEN}x` }, body: '{}' },
      ],
    ])('HUB-180 asks too often for %s', async (_name, path, request) => {
      const [first, second, third] = await thrice(`192.0.2.${(addresses += 1)}`, path, request);
      expect([first, second]).not.toContain(429);
      expect(third).toBe(429);
    });

    test('HUB-181 takes from others by that what they depend on', async () => {
      const address = '198.51.100.1';
      expect(await thrice(address, '/nothing')).toEqual([404, 404, 429]);
      expect(await thrice(address, '/health/live')).toEqual([200, 200, 200]);
      expect(await thrice(address, '/.well-known/jwks.json')).toEqual([200, 200, 200]);
      const headers = { ...json, authorization: `Bearer ${SUBGRAPHS_TOKEN}` };
      const engine = { method: 'POST', headers, body: '{"query":"{ __typename }"}' };
      expect(await thrice(address, '/subgraphs/directory', engine)).toEqual([200, 200, 200]);
      expect(await thrice('198.51.100.2', '/nothing')).toEqual([404, 404, 429]);
    });
  });

  describe('by taking its time', () => {
    let patient: SupergraphServer;
    let port: number;
    beforeAll(async () => {
      const sdl = 'type Query { hello: String }';
      const composed = composeSubgraphs({ shop: sdl });
      if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
      const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
      patient = await createSupergraphServer({
        supergraphSdl: composed.supergraphSdl,
        buildService: () => new LocalDataSource(schema),
        timeoutMs: 1_000,
        // In production it is half a minute.
        requestTimeoutMs: 300,
        phase: () => 'serving',
        logger: silent,
      });
      port = Number(new URL(await patient.listen({ host: '127.0.0.1', port: 0 })).port);
    });
    afterAll(() => patient.close());

    /** Sends a beginning, then a piece every 50 ms, until it is cut off. */
    const drip = (beginning: string, piece: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let text = '';
        const socket = connect(port, '127.0.0.1');
        const dripping = setInterval(() => socket.write(piece), 50);
        const end = setTimeout(() => {
          socket.destroy();
          reject(new Error('It was not cut off.'));
        }, 8_000);
        socket.on('data', (chunk) => (text += chunk.toString()));
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearInterval(dripping);
          clearTimeout(end);
          resolve(text);
        });
        socket.write(beginning);
      });

    test('HUB-092 never ends its head', async () => {
      expect(await drip('POST /graphql HTTP/1.1\r\nHost: hub\r\n', 'X-A: b\r\n')).toMatch(/^(HTTP\/1\.1 408 |$)/);
    });

    test('HUB-093 lets its body drip', async () => {
      const head =
        'POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n';
      expect(await drip(head, ' ')).toMatch(/^(HTTP\/1\.1 408 |$)/);
    });

    test('HUB-094 says nothing at all', async () => {
      expect(await drip('', '')).toMatch(/^(HTTP\/1\.1 408 |$)/);
    });
  });

  test('HUB-095 keeps 500 connections open and idle', async () => {
    const sockets = await Promise.all(
      Array.from(
        { length: 500 },
        () =>
          new Promise<Socket>((resolve, reject) => {
            const socket = connect(hub.port, '127.0.0.1', () => {
              resolve(socket);
            }).on('error', reject);
          }),
      ),
    );
    await expectWell();
    for (const socket of sockets) socket.destroy();
  });
});

describe('what is no proper HTTP', () => {
  const smuggled = 'GET /health/live HTTP/1.1\r\nHost: hub\r\n\r\n';
  const json = JSON.stringify({ query: '{ __typename }' });
  const post = (headers: string, body = ''): string =>
    `POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;

  const MALFORMED: readonly (readonly [string, string])[] = [
    [
      'HUB-096 says how long its body is, and that it comes in chunks',
      post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-097 says that its body comes in chunks, and how long it is',
      post(`Transfer-Encoding: chunked\r\nContent-Length: ${smuggled.length + 5}\r\n`, `0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-098 gives two lengths',
      post(`Content-Length: ${json.length}\r\nContent-Length: 0\r\n`, `${json}${smuggled}`),
    ],
    ['HUB-099 gives a list of lengths, or one with a sign', post('Content-Length: 0, 0\r\n', smuggled)],
    ['HUB-100 gives a length with a sign', post(`Content-Length: +${json.length}\r\n`, `${json}${smuggled}`)],
    [
      'HUB-101 continues a header on the next line',
      post(`Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n`, `0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-102 ends its lines with a line feed alone',
      `POST /graphql HTTP/1.1\nHost: hub\nContent-Length: 0\nTransfer-Encoding: chunked\n\n0\n\n${smuggled}`,
    ],
    [
      'HUB-103 puts a space before the colon',
      post(`Content-Length : 0\r\nTransfer-Encoding : chunked\r\n`, `0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-104 names a transfer coding that only looks like chunked',
      post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-105 names chunked, and another coding after it',
      post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-106 has a chunk that is larger than a number',
      post('Transfer-Encoding: chunked\r\n', `FFFFFFFFFFFFFFFF1\r\n${json}\r\n0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-107 has a chunk whose size is none',
      post('Transfer-Encoding: chunked\r\n', `0x5\r\nhello\r\n0\r\n\r\n${smuggled}`),
    ],
    [
      'HUB-108 has a chunk that is longer than it says',
      post('Transfer-Encoding: chunked\r\n', `1\r\nhello\r\n0\r\n\r\n${smuggled}`),
    ],
    ['HUB-109 puts a zero byte into a header', post('X-A: a\u0000b\r\nContent-Length: 0\r\n', smuggled)],
    ['HUB-110 puts a zero byte into its path', `GET /health\u0000/live HTTP/1.1\r\nHost: hub\r\n\r\n${smuggled}`],
    ['HUB-111 puts a space into its path', `GET /health/live /x HTTP/1.1\r\nHost: hub\r\n\r\n${smuggled}`],
    [
      'HUB-112 sends headers of 100 kB',
      `GET /health/live HTTP/1.1\r\nHost: hub\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n${smuggled}`,
    ],
    [
      'HUB-113 sends 5,000 headers',
      `GET /health/live HTTP/1.1\r\nHost: hub\r\n${times(5_000, (at) => `X-${at}: a\r\n`).replaceAll('\n ', '\n')}\r\n${smuggled}`,
    ],
    ['HUB-114 names no host', 'GET /health/live HTTP/1.1\r\n\r\n'],
    [
      'HUB-115 speaks another protocol',
      `\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003${smuggled}`,
    ],
    ['HUB-116 speaks a version that there is none of', `GET /health/live HTTP/9.9\r\nHost: hub\r\n\r\n${smuggled}`],
  ];

  test.each(MALFORMED)('%s', async (_name, bytes) => {
    const { statuses, text, closed } = await sendRaw(hub.port, bytes);
    // One refusal, and the connection ends with it: whatever came behind is not taken for a request.
    expect(statuses.length).toBeLessThanOrEqual(1);
    for (const status of statuses) expect([400, 431, 505]).toContain(status);
    expect(closed).toBe(true);
    expect(text).not.toMatch(/"phase"|__typename|node_modules| at /);
    await expectWell();
  });

  test('HUB-117 asks without a version, as before HTTP/1.0, and more than once', async () => {
    const { statuses, closed, text } = await sendRaw(hub.port, `GET /nothing\r\n\r\n${smuggled}`);
    expect([statuses.length, closed]).toEqual([1, true]);
    expect(text).not.toContain('"phase"');
  });

  test('HUB-118 takes the hub for a proxy to other servers', async () => {
    const metadata = 'http://169.254.169.254/latest/meta-data/';
    for (const request of [
      `GET ${metadata} HTTP/1.1\r\nHost: 169.254.169.254\r\nConnection: close\r\n\r\n`,
      `GET /nothing HTTP/1.1\r\nHost: 169.254.169.254\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n`,
      'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n',
      'TRACE / HTTP/1.1\r\nHost: hub\r\nX-Secret: told\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings, close\r\n\r\n',
    ]) {
      const { statuses, text } = await sendRaw(hub.port, request, { isEnough: (came) => came.includes('</html>') });
      expect(statuses.filter((status) => status === 101 || status >= 500)).toEqual([]);
      expect(text).not.toMatch(/meta-data|evil\.example|X-Secret: told/);
    }
  });

  test('HUB-119 sends requests of several viewers over one connection, and each gets its own answer', async () => {
    const body = (at: number): string => JSON.stringify({ query: `{ a${at}: ${QUESTION.slice(2)}` });
    const request = (at: number): string =>
      `POST /graphql HTTP/1.1\r\nHost: hub\r\n${at % 2 === 0 ? `Authorization: Bearer ${hub.member}\r\n` : ''}${at === 11 ? 'Connection: close\r\n' : ''}Content-Type: application/json\r\nContent-Length: ${body(at).length}\r\n\r\n${body(at)}`;
    const { text, statuses } = await sendRaw(hub.port, Array.from({ length: 12 }, (_, at) => request(at)).join(''), {
      patienceMs: 20_000,
    });
    expect(statuses).toEqual(Array.from({ length: 12 }, () => 200));
    const answers = text.split('HTTP/1.1 200 OK').slice(1);
    answers.forEach((answer, at) => {
      expect(answer).toContain(`"a${at}":{"totalCount":${at % 2 === 0 ? 4 : 2}`);
      if (at % 2 === 1) expect(answer).not.toMatch(HIDDEN);
    });
  });

  test('HUB-120 signs in with one request, and sends another one after it over the same connection', async () => {
    const request = (headers: string): string =>
      `POST /graphql HTTP/1.1\r\nHost: hub\r\n${headers}Content-Type: application/json\r\nContent-Length: ${JSON.stringify({ query: QUESTION }).length}\r\n\r\n${JSON.stringify({ query: QUESTION })}`;
    const { text } = await sendRaw(
      hub.port,
      request(`Authorization: ${bearer(hub.member).authorization}\r\n`) + request('Connection: close\r\n'),
    );
    expect([...text.matchAll(/"totalCount":(\d)/g)].map(([, count]) => count)).toEqual(['4', '2']);
  });
});

function byHash(query: string): object {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
}
