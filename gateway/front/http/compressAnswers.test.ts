import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { createAsset, registerAsset } from '../../web/registerAsset';
import { setCacheControl } from './cacheControl';
import { compressAnswers } from './compressAnswers';

const TEXT = JSON.stringify(
  Array.from({ length: 500 }, (_, at) => ({ name: `Programm für Wohnen ${at}`, city: 'Gera' })),
);
const asset = createAsset('/asset', 'text/css; charset=utf-8', TEXT);

let server: FastifyInstance;
let hasEnded: Promise<unknown>;
let url: string;

beforeAll(async () => {
  server = fastify();
  setCacheControl(server);
  await compressAnswers(server);
  registerAsset(server, asset);
  server.get('/json', (_request, reply) => reply.type('application/graphql-response+json').send(TEXT));
  server.get('/short', (_request, reply) => reply.send({ data: { city: { name: 'Gera' } } }));
  server.get('/events', (_request, reply) =>
    reply.type('text/event-stream').send(Readable.from([`data: ${TEXT}\n\n`])),
  );
  server.get('/workbook', (_request, reply) =>
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(Buffer.from(TEXT)),
  );
  server.get('/table', (_request, reply) =>
    reply.type('text/csv').send(Readable.from(lines(3), { objectMode: false })),
  );
  server.get('/broken', (_request, reply) =>
    reply.type('text/csv').send(Readable.from(breakOff(), { objectMode: false })),
  );
  server.get('/endless', (_request, reply) => {
    const endless = Readable.from(lines(Infinity), { objectMode: false });
    hasEnded = new Promise((resolve) => endless.once('close', resolve));
    return reply.type('text/csv').send(endless);
  });
  url = await server.listen({ port: 0 });
});
afterAll(() => server.close());

async function* lines(count: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at++) {
    await new Promise(setImmediate);
    yield `${TEXT}\n`;
  }
}

async function* breakOff(): AsyncGenerator<string> {
  yield* lines(3);
  throw new Error('The rest could not be had.');
}

/** What is on the wire: `fetch` would unpack it. */
async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  const request = get(url + path, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) };
}

test.each([
  ['br, gzip;q=0.8', 'br', brotliDecompressSync],
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
])('with %s an answer comes as %s, much smaller, and caches know why', async (accepted, encoding, unpack) => {
  for (const [path, text] of [
    ['/json', TEXT],
    ['/asset', TEXT],
    ['/table', `${TEXT}\n`.repeat(3)],
  ] as const) {
    const { headers, bytes } = await ask(path, { 'accept-encoding': accepted });
    expect([path, headers['content-encoding']]).toEqual([path, encoding]);
    expect(headers.vary?.toLowerCase()).toMatch(/authorization.*accept-encoding/);
    expect(unpack(bytes).toString()).toBe(text);
    expect(bytes.length).toBeLessThan(text.length / 8);
  }
});

test.each<[what: string, path: string, headers: Record<string, string>]>([
  ['somebody who does not ask for it', '/json', {}],
  ['somebody who asks for none', '/json', { 'accept-encoding': 'identity' }],
  ['somebody who knows another one', '/json', { 'accept-encoding': 'deflate' }],
  ['an answer that fits into a packet', '/short', { 'accept-encoding': 'gzip' }],
  ['events', '/events', { 'accept-encoding': 'gzip' }],
  ['a workbook', '/workbook', { 'accept-encoding': 'gzip' }],
  [
    'somebody with a cookie, which a page of another site can have sent',
    '/json',
    { 'accept-encoding': 'gzip', cookie: 'a=b' },
  ],
])('nothing is compressed for %s', async (_what, path, headers) => {
  const answer = await ask(path, headers);
  expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
  expect(answer.bytes.toString()).toMatch(/Gera/);
});

test('what a client has in one form is not sent again in another', async () => {
  const { headers } = await ask('/asset', { 'accept-encoding': 'gzip' });
  const etag = headers.etag!;
  expect(etag).toMatch(/^W\/"/);
  for (const accepted of ['gzip', 'br', 'identity']) {
    const again = await ask('/asset', { 'accept-encoding': accepted, 'if-none-match': etag });
    expect([again.status, again.bytes.length, again.headers['content-encoding']]).toEqual([304, 0, undefined]);
  }
});

test('an answer that is broken off is so when it is compressed, too', async () => {
  await expect(ask('/broken', { 'accept-encoding': 'gzip' })).rejects.toThrow();
  await expect(ask('/broken')).rejects.toThrow();
});

test.each(['gzip', 'identity'])('nothing more is made with %s for somebody who has gone', async (accepted) => {
  const request = get(`${url}/endless`, { headers: { 'accept-encoding': accepted }, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'data');
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  request.destroy();
  await hasEnded;
});
