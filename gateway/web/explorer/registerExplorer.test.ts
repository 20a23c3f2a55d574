import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { FastifyInstance } from 'fastify';
import { optionsFor } from './bundleExplorer';
import { createExpert, createFakeQuery } from '../test/createFakeQuery';
import { serveWeb } from '../test/serveWeb';

let server: FastifyInstance;

beforeAll(async () => {
  server = await serveWeb(createFakeQuery([createExpert()]));
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url, headers });

test('its parts come packed as the browser takes them, and are the same in each packing', async () => {
  const url = '/explorer/explorer.js';
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

test('HUB-512: all that a browser loads for it is a quarter of a megabyte at most', async () => {
  const { body } = await get('/explorer');
  const parts = [...body.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)].map(([, href]) => href ?? '');
  expect(parts).toHaveLength(4);
  const sizes = await Promise.all(
    parts.map(async (href) => (await get(href, { 'accept-encoding': 'br' })).rawPayload.length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000);
});

test('HUB-513: it may run scripts of the hub alone, and write styles by a number that each page has anew', async () => {
  const pages = await Promise.all([get('/explorer'), get('/explorer')]);
  const nonces = pages.map(({ headers }) => {
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe');
    return /style-src 'self' 'nonce-([\w+/=]{20,})'/.exec(policy)?.[1];
  });
  expect(new Set(nonces).size).toBe(2);
  pages.forEach(({ body, headers }, index) => {
    expect(body).toContain(`&quot;nonce&quot;:&quot;${nonces[index] ?? '-'}&quot;`);
    expect(headers['cache-control']).toBe('no-store');
  });
});

test('HUB-514: each package that is part of its program is named with its licence', async () => {
  const notice = readFileSync(join(__dirname, '../../../NOTICE'), 'utf8');
  const { metafile } = await build({ ...optionsFor(join(__dirname, 'client/main.tsx')), metafile: true, write: false });
  const packages = Object.keys(metafile.inputs).flatMap(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  );
  expect(packages.length).toBeGreaterThan(10);
  expect([...new Set(packages)].filter((name) => !notice.split(/[\s,]+/).includes(name))).toEqual([]);
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
