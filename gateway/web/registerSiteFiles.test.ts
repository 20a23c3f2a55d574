import type { FastifyInstance } from 'fastify';
import { createExpert, createFakeQuery } from './test/createFakeQuery';
import { serveWeb } from './test/serveWeb';

let server: FastifyInstance;

beforeAll(async () => {
  server = await serveWeb(createFakeQuery([createExpert()]));
});
afterAll(() => server.close());

const get = (url: string) => server.inject({ method: 'GET', url });

test('each page has the picture of the site, which is there', async () => {
  const [, href = ''] = /<link rel="icon" href="([^"]+)"/.exec((await get('/')).body) ?? [];
  expect((await get(href)).headers['content-type']).toBe('image/svg+xml');
  expect((await get('/favicon.ico')).statusCode).toBe(200);
});

test('search engines may read the first page, are asked to keep none with persons, and to leave addresses of programs alone', async () => {
  expect((await get('/')).headers['x-robots-tag']).toBeUndefined();
  expect((await get('/?text=housing')).headers['x-robots-tag']).toBe('noindex');
  const { body } = await get('/robots.txt');
  expect(body).toMatch(/^User-agent: \*\n(Disallow: \/\S+\n)+$/);
  expect(body).toContain('Disallow: /questions/\n');
});

test('pages differ in title and description', async () => {
  const headOf = async (url: string) =>
    /<title>.*?<\/title>(<meta name="description"[^>]*>)?/.exec((await get(url)).body)?.[0];
  const heads = await Promise.all(
    ['/?lang=en', '/?lang=de', '/?text=housing', '/?text=housing&kind=offers'].map(headOf),
  );
  expect(new Set(heads).size).toBe(4);
  expect(heads[0]).toContain('<meta name="description" content="Which city has experience');
});
