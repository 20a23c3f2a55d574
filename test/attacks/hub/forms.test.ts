import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { maxHeaderSize } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import type { Hub } from '../../../gateway/createHub';
import type { Answer } from '../../network/startNetwork';
import { sendRaw } from './sendRaw';
import { productionLimits } from './startAttackedHub';

// Requests that have not the form of GraphQL over HTTP. Each is answered in the form of a GraphQL error, in words that say
// what was wrong and what is expected.

const ORIGIN = 'https://dashboard.example.org';
const SUBGRAPHS_TOKEN = 'only-for-this-test-0123456789-abcdef';
const QUESTION = '{ cities { totalCount } }';
const ANSWER = { data: { cities: { totalCount: 1 } } };
const JSON_TYPE = { 'content-type': 'application/json' };

let folder: string;
let hub: Hub;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-forms-'));
  const networkFile = join(folder, 'network.yaml');
  writeFileSync(networkFile, 'name: Small\ncities: [{ id: ashford, name: Ashford, country: GB }]\n');
  const limits = productionLimits({ HANSE_CORS_ORIGINS: ORIGIN });
  const config = { ...parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0' }), limits };
  hub = await createHub({ ...config, subgraphsToken: SUBGRAPHS_TOKEN }, pino({ level: 'silent' }));
  port = Number(new URL(hub.url).port);
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Answer;
}

async function send(path: string, request: RequestInit = {}): Promise<Told> {
  const response = await fetch(hub.url + path, request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: (text && JSON.parse(text)) as Answer };
}

const post = (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Told> =>
  send('/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: body as BodyInit });

const ask = (query: string, headers: Record<string, string>): Promise<Told> =>
  send(`/graphql?query=${encodeURIComponent(query)}`, { headers });

/** One error, with its code, in words without a name of an inner part. */
function expectRefusal({ status, headers, json }: Told, expected: number, words: RegExp): void {
  expect(json).toEqual({ errors: [{ message: expect.stringMatching(words), extensions: { code: 'BAD_REQUEST' } }] });
  expect(json.errors?.[0]?.message).not.toMatch(/FST_|fastify|apollo|node_modules/i);
  expect([status, headers.get('content-type')]).toEqual([expected, 'application/json; charset=utf-8']);
}

const packed = (pack: (text: string) => Uint8Array): Uint8Array => pack(JSON.stringify({ query: QUESTION }));

test.each<[name: string, request: RequestInit, status: number, words: RegExp]>([
  [
    'gzip',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: packed(gzipSync) as BodyInit },
    415,
    /"gzip"/,
  ],
  [
    'deflate, and then a name for it that is none',
    { headers: { ...JSON_TYPE, 'content-encoding': 'deflate, zip' }, body: packed(deflateSync) as BodyInit },
    415,
    /packed with "deflate"/,
  ],
  ['a type that is not JSON', { headers: { 'content-type': 'text/plain' }, body: QUESTION }, 415, /"text\/plain"/],
  [
    'a query as GraphQL',
    { headers: { 'content-type': 'application/graphql' }, body: QUESTION },
    415,
    /^Content-Type must be "application\/json", in UTF-8, but it is "application\/graphql"\.$/,
  ],
  ['a form', { body: new URLSearchParams({ query: QUESTION }) }, 415, /but it is "application\/x-www-form-urlencoded/],
  ['no type', { body: new TextEncoder().encode(`{"query":"${QUESTION}"}`) as BodyInit }, 415, /but there is none\.$/],
  [
    'another charset',
    { headers: { 'content-type': 'application/json; charset="ISO-8859-1"' }, body: '{}' },
    415,
    /in UTF-8, but it is/,
  ],
  ['bytes that are no UTF-8', { headers: JSON_TYPE, body: Buffer.from('{"query":"# \xe9"}', 'latin1') }, 400, /UTF-8/],
  ['no JSON', { headers: JSON_TYPE, body: '{"query":' }, 400, /no valid JSON\. Send a JSON object with "query" in it/],
  ['JSON that sets a prototype', { headers: JSON_TYPE, body: '{"__proto__":{"query":"{a}"}}' }, 400, /no valid JSON/],
  ['an empty body', { headers: JSON_TYPE, body: '' }, 400, /no body\. Send a JSON object/],
  [
    'a list of requests',
    { headers: JSON_TYPE, body: `[{"query":"${QUESTION}"}]` },
    400,
    /is a list, and one request can/,
  ],
  ['an empty list', { headers: JSON_TYPE, body: '[]' }, 400, /is a list/],
  ['null', { headers: JSON_TYPE, body: 'null' }, 400, /is null/],
  ['a text', { headers: JSON_TYPE, body: JSON.stringify(QUESTION) }, 400, /is a string/],
  ['an empty object', { headers: JSON_TYPE, body: '{}' }, 400, /empty object/],
  ['a query that is no text', { headers: JSON_TYPE, body: '{"query":{}}' }, 400, /must be strings/],
  [
    'too much',
    { headers: JSON_TYPE, body: `"${'x'.repeat(300_000)}"` },
    413,
    /has 300002 bytes, and the limit is 262144/,
  ],
])('HUB-182 posts %s', async (_name, request, status, words) => {
  const told = await send('/graphql', { method: 'POST', ...request });
  expectRefusal(told, status, words);
  if (status === 415 && /packed/.test(told.json.errors?.[0]?.message ?? '')) {
    expect(told.headers.get('accept-encoding')).toBe('identity');
  }
  // The same at the subgraphs for other engines.
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${SUBGRAPHS_TOKEN}`);
  const other = await send('/subgraphs/directory', { method: 'POST', ...request, headers });
  if (status !== 413) expect(other.status).toBe(status);
});

test.each(['image/png', 'text/event-stream', 'multipart/mixed', 'application/json; charset=utf-16'])(
  'HUB-183 accepts answers as %s alone, and nothing is asked for it',
  async (accept) => {
    expectRefusal(
      await post('{', { accept }),
      406,
      /^Answers are application\/json or application\/graphql-response\+json/,
    );
    expect((await ask(QUESTION, { ...JSON_TYPE, accept })).status).toBe(406);
  },
);

test('HUB-183 accepts GraphQL alone, and is refused as GraphQL', async () => {
  const accept = 'application/graphql-response+json';
  for (const told of [
    await post('[]', { accept }),
    await send('/graphql', { method: 'PUT', headers: { accept } }),
    await send('/nothing', { headers: { accept } }),
  ]) {
    expect(told.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
    expect(told.json.errors).toHaveLength(1);
  }
});

test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'QUERY'])('HUB-184 asks by %s', async (method) => {
  for (const [path, allow] of [
    ['/graphql', 'GET, POST, OPTIONS'],
    ['/graphql?query={__typename}', 'GET, POST, OPTIONS'],
    ['/subgraphs/search', 'POST, OPTIONS'],
    ['/health/live', 'GET, HEAD, OPTIONS'],
    ['/', 'GET, HEAD, OPTIONS'],
  ] as const) {
    const { statuses, text } = await sendRaw(
      port,
      `${method} ${path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    // Of some methods the parser knows nothing.
    if (method === 'QUERY' && statuses[0] === 400) continue;
    expect([method, path, statuses, /^allow: (.*)$/im.exec(text)?.[1]?.trim()]).toEqual([method, path, [405], allow]);
    expect(text).toContain(`{"errors":[{"message":"${method} is no method of this path; there are ${allow}.`);
  }
  expect((await send('/nothing', { method: 'DELETE' })).status).toBe(404);
});

test('HUB-184 asks for a head, or for what may be asked', async () => {
  const head = await send('/graphql?query={__typename}', { method: 'HEAD', headers: JSON_TYPE });
  expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
  const options = await send('/graphql', { method: 'OPTIONS' });
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS']);
  expect((await send('/nothing', { method: 'OPTIONS' })).status).toBe(404);
});

test('HUB-185 gives an operation the empty name, which is none', async () => {
  const named = { query: `query A ${QUESTION}`, operationName: '' };
  expect((await post(JSON.stringify(named))).json).toEqual(ANSWER);
  for (const empty of ['operationName=', 'operationName=&variables=&extensions=']) {
    const told = await send(`/graphql?query=${encodeURIComponent(named.query)}&${empty}`, { headers: JSON_TYPE });
    expect([empty, told.json]).toEqual([empty, ANSWER]);
  }
  const two = { query: `query A ${QUESTION} query B ${QUESTION}`, operationName: '' };
  const { status, json } = await post(JSON.stringify(two));
  expect([status, json.errors?.[0]?.extensions.code]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
});

test.each([
  ['query=a&query=b', /'query' search parameter may only be specified once/],
  [`query=${encodeURIComponent(QUESTION)}&variables={`, /variables search parameter contains invalid JSON/],
  [`query=${encodeURIComponent(QUESTION)}&variables=[]`, /should contain a JSON-encoded object/],
  ['variables={}', /must contain a non-empty `query`/],
  ['', /must contain a non-empty `query`/],
])('HUB-186 asks in an address that has the wrong parameters: %s', async (search, words) => {
  const { status, json } = await send(`/graphql?${search}`, { headers: JSON_TYPE });
  expect([status, json.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
  expect(json.errors?.[0]?.message).toMatch(words);
});

describe('HUB-187 sends what node cannot read as a request:', () => {
  const long = 'x'.repeat(20_000);
  test.each<[name: string, bytes: string, status: number, words: RegExp]>([
    ['an address of 20 KB', `GET /graphql?query=${long} HTTP/1.1\r\nHost: hub\r\n\r\n`, 431, /by POST/],
    [
      'a header of 20 KB',
      `GET / HTTP/1.1\r\nHost: hub\r\nX-A: ${long}\r\n\r\n`,
      431,
      new RegExp(`${maxHeaderSize} bytes`),
    ],
    ['no host', 'POST /graphql HTTP/1.1\r\nContent-Length: 0\r\n\r\n', 400, /Host is missing/],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      /HTTP\/1\.1/,
    ],
    [
      'a length beside chunks',
      'POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      /HTTP\/1\.1/,
    ],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, /HTTP\/1\.1/],
  ])('%s', async (_name, bytes, status, words) => {
    const { statuses, text, closed } = await sendRaw(port, bytes);
    expect([statuses, closed]).toEqual([[status], true]);
    expect(text).toMatch(/^content-type: application\/json; charset=utf-8\r$/im);
    const json = JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as Answer;
    expect(json.errors?.[0]?.message).toMatch(words);
    expect(json.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  test('an address of 20 KB, of a client as any other', async () => {
    expectRefusal(await ask(`# ${long}`, JSON_TYPE), 431, /Send the query by POST/);
  });
});

/** What a browser sends. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'fr, nl;q=0.9, en;q=0.5' };

async function look(path: string, headers: Record<string, string> = BROWSER) {
  const response = await fetch(hub.url + path, { headers });
  const { status } = response;
  const text = await response.text();
  const [mediaType] = response.headers.get('content-type')?.split(';') ?? [];
  return { status, mediaType, language: response.headers.get('content-language'), text };
}

test('HUB-650 what is refused before it comes to a question is told in words, in the language of its reader', async () => {
  const german = { 'accept-language': 'de' };
  for (const path of ['/questions/%zz.csv', '/questions/none.csv', '/questions/%ff?text=x']) {
    const refused = await look(path, german);
    expect(refused).toMatchObject({ status: 404, mediaType: 'text/plain', language: 'de' });
    expect(refused.text).toMatch(/^Hier gibt es nichts\. Es gibt experts, .*, sagt \/questions\.\n$/);
  }
});

test('HUB-651 an address that is too long is told to be so to whoever reads it, in their language', async () => {
  const long = 'x'.repeat(20_000);
  const page = await look(`/search?text=${long}`);
  expect(page).toMatchObject({ status: 431, mediaType: 'text/html', language: 'nl' });
  expect(page.text).toContain('<h1>Dit adres is te lang</h1>');
  expect(await look(`/search?lang=de&text=${long}`)).toMatchObject({ status: 431, language: 'de' });
  const table = await look(`/questions/experts.csv?text=${long}`, { 'accept-language': 'de' });
  expect(table).toMatchObject({ status: 431, mediaType: 'text/plain', language: 'de' });
  expect(table.text).toMatch(/^Diese Adresse ist zu lang\. /);
  expect(await look(`/nowhere?text=${long}`, {})).toMatchObject({ status: 431, mediaType: 'application/json' });
});

test.each(['%00', 'ho%07', '%0Bho%1B'])(
  'HUB-732 the box of the search is told nothing of %s, and the hub does not seem to fail',
  async (text) => {
    const { status, headers } = await fetch(`${hub.url}/suggest?text=${text}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  },
);

test.each(['/city/', '/topic/', '/programme/ashford/', '/staff/'])(
  'HUB-731 a name of any length in %s is looked for, counted and answered like any other',
  async (path) => {
    for (const name of ['x'.repeat(101), 'x'.repeat(7_000), '%C3%A4'.repeat(1_000)]) {
      const page = await look(path + name);
      expect([400, 404]).toContain(page.status);
      expect(page).toMatchObject({ mediaType: 'text/html', language: 'nl' });
      const { headers } = await fetch(hub.url + path + name);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.any(String) as string,
      });
      expect(headers.get('vary')).toMatch(/Authorization/);
    }
  },
);

test.each([
  ['/nowhere?text=parks&kind=programmes', '/nowhere?text=parks&kind=programmes'],
  ['/%zz?text=parks', '/%zz?text=parks'],
  ['//elsewhere.example/x?text=parks', '//elsewhere.example/x?text=parks'],
  ['/search?kind=mayors&text=parks', '/search?kind=mayors&text=parks'],
  ['/search?text=parks&city=atlantis', '/search?text=parks&city=atlantis'],
  ['/map?text=parks&kind=mayors', '/map?text=parks&kind=mayors'],
  ['/compare?city=atlantis&city=No,thing', '/compare?city=atlantis&city=No%2Cthing'],
])('HUB-652 %s is the same address in each language, where nothing is found', async (asked, same) => {
  const { status, language, text } = await look(asked);
  expect([status >= 400, language]).toEqual([true, 'nl']);
  const links = [...text.matchAll(/<a href="([^"]*)" lang="(\w+)" hreflang/g)];
  // Not `new URL`: the path of an address may look like another host.
  const at = (href: string): string => (href.startsWith('?') ? asked.replace(/\?.*$/, '') + href : href);
  expect(links.map(([, href = '']) => at(href.replaceAll('&amp;', '&')))).toEqual(
    ['en', 'de', 'nl'].map((lang) => `${same}&lang=${lang}`),
  );
  const german = await look(`${asked}&lang=de`);
  expect([german.status, german.language]).toEqual([status, 'de']);
});

test.each([
  ['an expectation', 'Expect: the-best\r\n'],
  ['the expectation to go on', 'Expect: 100-continue\r\n'],
  ['a protocol to change to', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'],
  ['a host that is none', 'X-A: b\r\nHost: [[ a b\r\n'],
])('HUB-188 sends %s, and is answered all the same', async (_name, header) => {
  const body = JSON.stringify({ query: QUESTION });
  const host = header.includes('Host') ? '' : 'Host: hub\r\n';
  const { text } = await sendRaw(
    port,
    `POST /graphql HTTP/1.1\r\n${host}${header}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    { isEnough: (came) => came.includes('totalCount') },
  );
  expect(text).toContain(JSON.stringify(ANSWER));
});

const GRAPHQL = { accept: 'application/graphql-response+json, application/json;q=0.9' };
/** What urql 6 sends with a short query. */
const URQL = {
  accept:
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
};

test.each<[name: string, headers: Record<string, string>]>([
  ['names GraphQL as what it accepts', GRAPHQL],
  ['names JSON', { accept: 'application/json' }],
  ['is urql with its defaults', URQL],
  ['shows a token, which no browser does unasked', { authorization: 'Bearer abc' }],
  ['comes of the hub’s own page, with cookies', { cookie: 'a=b', 'sec-fetch-site': 'same-origin' }],
  ['comes of a page whose origin is listed', { ...URQL, origin: ORIGIN, 'sec-fetch-site': 'cross-site' }],
])('HUB-189 asks by GET, and %s', async (_name, headers) => {
  const { status, json, headers: told } = await ask(QUESTION, headers);
  expect([status, json]).toEqual([200, ANSWER]);
  const isOfViewer = 'authorization' in headers;
  expect(told.get('cache-control')).toBe(isOfViewer ? 'private, no-store' : 'no-store');
});

test.each<[name: string, headers: Record<string, string>, words: RegExp]>([
  ['an image', { accept: 'image/avif,image/webp,*/*;q=0.8' }, /send "Accept: application\/graphql-response\+json"/],
  ['a link', { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }, /or use POST/],
  ['a script', { accept: '*/*' }, /Accept/],
  ['a script that names GraphQL, without CORS', { ...GRAPHQL, 'sec-fetch-mode': 'no-cors' }, /without CORS/],
  ['a frame that names GraphQL', { ...GRAPHQL, 'sec-fetch-mode': 'navigate' }, /without CORS/],
  [
    'a script of an origin that is not listed',
    { ...GRAPHQL, origin: 'https://evil.example' },
    /"https:\/\/evil\.example"/,
  ],
  ['a script of no origin', { ...GRAPHQL, origin: 'null' }, /"null"/],
  ['a browser with cookies', { ...GRAPHQL, cookie: 'session=1' }, /cookies/],
  ['a browser with a password', { authorization: 'Basic YTpi' }, /Accept/],
])('HUB-190 has %s ask by GET from another site', async (_name, headers, words) => {
  const { text } = await sendRaw(
    port,
    `GET /graphql?query=${encodeURIComponent(QUESTION)} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n${Object.entries(
      headers,
    )
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  );
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).not.toContain('totalCount');
  const json = JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as Answer;
  expect(json.errors?.[0]?.message).toMatch(words);
});
