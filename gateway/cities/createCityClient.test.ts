import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import type { AddressRule } from './transport/addressRules';
import { causeOf, createCityClient } from './createCityClient';
import type { CityClient } from './createCityClient';

const MAX_ANSWER_BYTES = 10_000;
const ANY_ADDRESS: AddressRule = { httpsOnly: false, publicOnly: false };
const OPERATION = { query: '{ summary { version } }', variables: { a: 1 } };

let server: Server;
let url: string;
let client: CityClient;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let connections: number;

beforeEach(async () => {
  connections = 0;
  server = createServer((request, response) => {
    answer(request, response);
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  client = createClient(ANY_ADDRESS);
});

const createClient = (addresses: AddressRule): CityClient =>
  createCityClient({
    maxAnswerBytes: MAX_ANSWER_BYTES,
    addresses,
    sign: (cityId, viewer) => Promise.resolve(`${cityId}.${viewer.anonymous ? 'anonymous' : viewer.subject}`),
    logger: pino({ level: 'silent' }),
  });

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = (ms = 5_000): Promise<CityReply> =>
  client.ask({ id: 'gera', url }, OPERATION, { signal: AbortSignal.timeout(ms), viewer: { anonymous: true } });

function answeringNow(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
}

function answering(body: string | Buffer, contentType = 'application/json', status = 200): void {
  answer = (_, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };
}

test('the operation is sent as JSON, and the answer is read', async () => {
  let sent: unknown;
  answer = (request, response) => {
    void text(request).then((body) => {
      sent = { method: request.method, path: request.url, body: JSON.parse(body) };
      response.writeHead(200, { 'content-type': 'application/graphql-response+json; charset=utf-8' });
      response.end('{"data":{"summary":{"version":"ä"}}}');
    });
  };
  expect(await ask()).toEqual({
    status: 'ANSWERED',
    data: { summary: { version: 'ä' } },
    errors: [],
    tookMs: expect.any(Number),
  });
  expect(sent).toEqual({ method: 'POST', path: '/graphql', body: OPERATION });
});

test('a call bears the token of its city and viewer, and continues the trace', async () => {
  const seen: unknown[] = [];
  answer = ({ headers }, response) => {
    seen.push([headers.authorization, headers.traceparent]);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
  };
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const viewer = { anonymous: false, organisation: 'velbert', subject: 'p-7' } as const;
  await client.ask({ id: 'gera', url }, OPERATION, { signal: AbortSignal.timeout(5_000), viewer, traceparent });
  await ask();
  expect(seen).toEqual([
    ['Bearer gera.p-7', traceparent],
    ['Bearer gera.anonymous', expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/)],
  ]);
});

test('a city is told how many milliseconds the hub still waits, where that is known', async () => {
  const seen: unknown[] = [];
  answer = ({ headers }, response) => {
    seen.push(headers['x-request-timeout-ms']);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
  };
  const call = { signal: AbortSignal.timeout(5_000), viewer: { anonymous: true } } as const;
  await client.ask({ id: 'gera', url }, OPERATION, { ...call, remainingMs: 1_234.5 });
  await client.ask({ id: 'gera', url }, OPERATION, call);
  expect(seen).toEqual(['1234', undefined]);
});

test('a city that says itself that the time it was told is over has timed out', async () => {
  answer = (_, response) => {
    setTimeout(() => response.writeHead(503).end(), 60);
  };
  const call = { signal: AbortSignal.timeout(5_000), viewer: { anonymous: true } } as const;
  const ask = (remainingMs: number) => client.ask({ id: 'gera', url }, OPERATION, { ...call, remainingMs });
  expect(await ask(50)).toMatchObject({ status: 'TIMED_OUT', message: 'It did not answer in time.' });
  expect(await ask(5_000)).toMatchObject({ status: 'UNREACHABLE', message: 'Its server failed (HTTP 503).' });
});

test('of the errors in an answer a safe message, the path and the code are kept', async () => {
  answering(
    JSON.stringify({
      data: { summary: null },
      errors: [
        {
          message: `no\u001b[31m\n${'x'.repeat(1000)}`,
          path: ['summary', 0],
          extensions: { code: 'X', stacktrace: ['at /srv/city.js'], http: { status: 500 } },
        },
        { message: 'odd path', path: [{}] },
      ],
    }),
  );
  const reply = await ask();
  expect(reply).toMatchObject({ status: 'ANSWERED', errors: [{ path: ['summary', 0] }, { message: 'odd path' }] });
  const [first, second] = reply.status === 'ANSWERED' ? reply.errors : [];
  expect(first?.message).toMatch(/^no \[31m x+…$/);
  expect(first?.extensions).toEqual({ code: 'X' });
  expect(second).not.toHaveProperty('path');
});

test('a city that hangs has timed out when the signal says so', async () => {
  answer = () => undefined;
  expect(await ask(50)).toMatchObject({ status: 'TIMED_OUT', message: 'It did not answer in time.' });
});

test('a city that hangs in the middle of its answer has timed out too', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
  };
  expect(await ask(50)).toMatchObject({ status: 'TIMED_OUT' });
});

test('nothing is sent when the signal has already aborted', async () => {
  answering('{"data":{}}');
  expect(
    await client.ask({ id: 'gera', url }, OPERATION, { signal: AbortSignal.abort(), viewer: { anonymous: true } }),
  ).toMatchObject({ status: 'TIMED_OUT' });
  expect(connections).toBe(0);
});

test('a city that resets the connection is unreachable', async () => {
  answer = (request) => request.socket.resetAndDestroy();
  expect(await ask()).toMatchObject({ status: 'UNREACHABLE', message: 'It could not be reached.' });
});

test('a city that resets the connection in the middle of its answer is unreachable', async () => {
  answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":', () => {
      request.socket.resetAndDestroy();
    });
  };
  expect(await ask()).toMatchObject({ status: 'UNREACHABLE' });
});

test('a city whose port is closed is unreachable, and the message names no address', async () => {
  const reply = await client.ask({ id: 'gera', url: 'http://127.0.0.1:1/graphql' }, OPERATION, {
    signal: AbortSignal.timeout(5_000),
    viewer: { anonymous: true },
  });
  expect(reply).toMatchObject({ status: 'UNREACHABLE', message: 'It could not be reached.' });
});

test.each([
  [500, 'UNREACHABLE', 'Its server failed (HTTP 500).'],
  [503, 'UNREACHABLE', 'Its server failed (HTTP 503).'],
  [400, 'REFUSED', 'It refused to answer (HTTP 400).'],
  [403, 'REFUSED', 'It refused to answer (HTTP 403).'],
])('HTTP %i is %s', async (code, status, message) => {
  answering('{"data":{}}', 'application/json', code);
  expect(await ask()).toMatchObject({ status, message });
});

test('a redirect is not followed', async () => {
  let requests = 0;
  answer = (_, response) => {
    requests += 1;
    response.writeHead(307, { location: url }).end();
  };
  expect(await ask()).toMatchObject({ status: 'INVALID', message: 'It sent the hub elsewhere (HTTP 307).' });
  expect(requests).toBe(1);
});

test.each([
  ['HTML', '<h1>Welcome</h1>', 'text/html', 'Its answer was not JSON.'],
  ['HTML that says it is JSON', '<h1>Welcome</h1>', 'application/json', 'Its answer was not JSON.'],
  ['JSON that says nothing of itself', '{"data":{}}', '', 'Its answer was not JSON.'],
  ['a list', '[]', 'application/json', 'Its answer was not a GraphQL response.'],
  ['no data', '{}', 'application/json', 'Its answer held no data.'],
  ['data that is a list', '{"data":[]}', 'application/json', 'Its answer held no data.'],
  ['errors that are no list', '{"data":{},"errors":{}}', 'application/json', 'Its answer was not a GraphQL response.'],
  [
    'errors without a message',
    '{"data":{},"errors":[{}]}',
    'application/json',
    'Its answer was not a GraphQL response.',
  ],
  [
    'an error alone',
    '{"errors":[{"message":"no such field"}]}',
    'application/json',
    'It answered with an error alone: no such field',
  ],
  ['nothing', '', 'application/json', 'Its answer was not JSON.'],
])('an answer that is %s is invalid', async (_, body, contentType, message) => {
  answering(body, contentType);
  expect(await ask()).toMatchObject({ status: 'INVALID', message });
});

test('an answer that is not UTF-8 is invalid', async () => {
  answering(Buffer.concat([Buffer.from('{"data":{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}}')]));
  expect(await ask()).toMatchObject({ status: 'INVALID', message: 'Its answer was not UTF-8.' });
});

test('an answer that is too large is cut off while it comes in', async () => {
  let isCutOff: Promise<unknown> | undefined;
  // Has no end of itself.
  answer = (_, response) => {
    isCutOff = once(response, 'close');
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = 'x'.repeat(1_000);
    const write = (): void => {
      if (!response.destroyed) response.write(chunk, () => setImmediate(write));
    };
    write();
  };
  expect(await ask()).toMatchObject({ status: 'INVALID', message: 'Its answer was too large.' });
  await isCutOff;
});

test('a compressed answer is invalid, for it was not asked for', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('x');
  };
  expect(await ask()).toMatchObject({ status: 'INVALID' });
});

test('connections are kept', async () => {
  answering('{"data":{}}');
  for (let i = 0; i < 9; i++) expect(await ask()).toMatchObject({ status: 'ANSWERED' });
  // The first may not be free again at once.
  expect(connections).toBeLessThanOrEqual(2);
});

test('calls that hang hold up no others, whichever cities share an address', async () => {
  answer = () => undefined;
  const hanging = Array.from({ length: 20 }, () => ask(2_000));
  const other = { id: 'velbert', url: url.replace('/graphql', '/velbert/graphql') };
  answer = (request, response) => {
    if (request.url?.startsWith('/velbert')) answeringNow(response);
  };
  const reply = await client.ask(other, OPERATION, {
    signal: AbortSignal.timeout(5_000),
    viewer: { anonymous: true },
  });
  expect(reply).toMatchObject({ status: 'ANSWERED' });
  expect(reply.tookMs).toBeLessThan(1_500);
  for (const { status } of await Promise.all(hanging)) expect(status).toBe('TIMED_OUT');
});

test('a connection that its city ends while it is used again costs nobody an answer', async () => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  answering('{"data":{}}');
  // Several are kept.
  await Promise.all([ask(), ask(), ask()]);
  for (const socket of sockets) socket.resetAndDestroy();
  expect((await Promise.all([ask(), ask(), ask(), ask()])).map(({ status }) => status)).toEqual(
    Array(4).fill('ANSWERED'),
  );
});

test('a city that ends each connection is asked twice after an answer, and once otherwise', async () => {
  let requests: number;
  async function resetAll(): Promise<void> {
    requests = 0;
    answer = (request) => {
      requests += 1;
      request.socket.resetAndDestroy();
    };
    expect(await ask()).toMatchObject({ status: 'UNREACHABLE', message: 'It could not be reached.' });
  }
  await resetAll();
  expect(requests!).toBe(1);
  answering('{"data":{}}');
  await ask();
  await resetAll();
  expect(requests!).toBe(2);
  await resetAll();
  expect(requests!).toBe(1);
});

test('an answer that breaks off is not asked for again', async () => {
  answering('{"data":{}}');
  await ask();
  let requests = 0;
  answer = (request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).write('{', () => request.socket.resetAndDestroy());
  };
  expect(await ask()).toMatchObject({ status: 'UNREACHABLE' });
  expect(requests).toBe(1);
});

test('a city that failed once is asked again over a new connection', async () => {
  answer = (request) => request.socket.resetAndDestroy();
  await ask();
  answering('{"data":{}}');
  expect(await ask()).toMatchObject({ status: 'ANSWERED' });
});

describe('where the hub connects to', () => {
  const asked = async (rule: Partial<AddressRule>, host: string): Promise<CityReply> => {
    answer = (_, response) => {
      answeringNow(response);
    };
    const careful = createClient({ ...ANY_ADDRESS, ...rule });
    try {
      const city = { id: 'gera', url: url.replace('127.0.0.1', host) };
      return await careful.ask(city, OPERATION, { signal: AbortSignal.timeout(5_000), viewer: { anonymous: true } });
    } finally {
      await careful.close();
    }
  };

  test('may have to be an address with https', async () => {
    expect(await asked({ httpsOnly: true }, '127.0.0.1')).toMatchObject({
      status: 'UNREACHABLE',
      message: 'Its address is not one with https.',
    });
    expect(connections).toBe(0);
  });

  // The last two are 127.0.0.1 as the URL standard has it.
  test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1'])(
    'may have to be public, which %s is not, by itself or by what it stands for',
    async (host) => {
      expect((await asked({}, host)).status).toBe('ANSWERED');
      expect(connections).toBe(1);
      expect(await asked({ publicOnly: true }, host)).toMatchObject({
        status: 'UNREACHABLE',
        message: 'Its address is not a public one.',
      });
      expect(connections).toBe(1);
    },
  );
});

test.each([
  ['a code', Object.assign(new Error('getaddrinfo ENOTFOUND gera.example'), { code: 'ENOTFOUND' }), 'ENOTFOUND'],
  ['a code further down', new Error('failed', { cause: { code: 'CERT_HAS_EXPIRED' } }), 'CERT_HAS_EXPIRED'],
  ['one for each address', new AggregateError([{ code: 'ECONNREFUSED' }, { code: 'ETIMEDOUT' }]), 'ECONNREFUSED'],
  ['no code', new Error('no'), 'UNKNOWN'],
  ['a code that is a text', { code: 'connect to 10.0.0.7\n' }, 'UNKNOWN'],
])('an error with %s', (_, error, expected) => {
  expect(causeOf(error)).toBe(expected);
});
