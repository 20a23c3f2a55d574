import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { registerWeb } from '../registerWeb';
import { createExpert, createFakeQuery } from '../test/createFakeQuery';

let server: FastifyInstance;

beforeAll(async () => {
  server = fastify();
  await server.register(fastifyAccepts);
  registerWeb(server, { query: createFakeQuery([createExpert()]).query, logger: pino({ level: 'silent' }) });
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url, headers });

test('its parts come packed as the browser takes them, and are the same in each packing', async () => {
  const url = '/explorer/graphql.worker.js';
  const plain = await get(url);
  const brotli = await get(url, { 'accept-encoding': 'gzip, deflate, br' });
  const gzip = await get(url, { 'accept-encoding': 'gzip' });
  expect([plain, brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
  expect(brotliDecompressSync(brotli.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(brotli.headers.vary).toContain('accept-encoding');
  const again = await get(url, { 'accept-encoding': 'br', 'if-none-match': String(brotli.headers.etag) });
  expect([again.statusCode, again.payload]).toEqual([304, '']);
});

test('all that a browser loads for it is two megabytes at most, with no font of a text', async () => {
  const { body } = await get('/explorer');
  const parts = new Set([...body.matchAll(/\/explorer\/[\w.]+\?[\w-]+/g)].map(([href]) => href));
  expect(parts.size).toBe(7);
  const sizes = await Promise.all(
    [...parts].map(async (href) => (await get(href, { 'accept-encoding': 'br' })).rawPayload.length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  const styles = (await get('/explorer/graphiql.css')).body;
  expect(styles.match(/@font-face/g)).toHaveLength(1);
});

test('it leads back to the question from which somebody came, and nowhere else', async () => {
  const page = (await get('/search?text=housing&kind=experts&lang=en')).body;
  const [, href = ''] = /href="(\/explorer\?[^"]+)"/.exec(page) ?? [];
  const { body } = await get(href.replaceAll('&amp;', '&'));
  expect(body).toMatch(/<a class="back" href="\/[^"]*text=housing[^"]*">Back to the question<\/a>/);
  for (const from of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const told = (await get(`/explorer?lang=en&from=${encodeURIComponent(from)}`)).body;
    expect(told).not.toContain('evil');
  }
  expect((await get('/explorer?lang=en')).body).toContain('<a class="back" href="/?lang=en">Back to the search</a>');
});
