import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { FileUnreadableError } from '../../watched/files/readTextFile';
import { createFakeQuery } from '../test/createFakeQuery';
import { serveWeb } from '../test/serveWeb';
import { readNotices } from './readNotices';

let folder: string;
let server: FastifyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-notices-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Serves the notices of some files, by name. */
async function serve(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  server = await serveWeb({ query: createFakeQuery().query, notices: await readNotices(folder) });
}

const get = (url: string) => server.inject({ method: 'GET', url });

test('a page of the operator is shown in the reader’s language, and the foot of each page leads to it', async () => {
  await serve({ 'legal.md': '# Legal notice\n\nStadt Gera', 'legal.de.md': '# Impressum\n\n**Stadt** Gera' });
  expect((await get('/?lang=de')).body).toContain('<a href="/legal?lang=de">Impressum</a>');
  const german = await get('/legal?lang=de');
  expect(german.statusCode).toBe(200);
  expect(german.body).toContain('<h1>Impressum</h1>\n<p><strong>Stadt</strong> Gera</p>');
  expect(german.body).toContain('lang="de"');
  expect((await get('/legal?lang=nl')).body).toContain('<h1>Legal notice</h1>');
});

test('what was not written is linked nowhere, and is not there', async () => {
  await serve({ 'privacy.md': 'Nothing is kept.' });
  const { body } = await get('/');
  expect([body.includes('/privacy'), body.includes('/legal'), body.includes('/accessibility')]).toEqual([
    true,
    false,
    false,
  ]);
  expect((await get('/legal')).statusCode).toBe(404);
});

test('HTML, scripts and pictures in it are text, and no link runs anything', async () => {
  await serve({
    'legal.md':
      '<script>alert(1)</script>\n\n[x](javascript:alert(1)) [y](data:text/html,x) ![z](https://evil.example/z)',
  });
  const { body } = await get('/legal');
  expect(body).toContain('&lt;script&gt;');
  expect(body).not.toMatch(/<script>|href="(javascript|data):|<img/);
});

test('a Markdown file that no page would show is refused at the start, and so is a folder that is not there', async () => {
  writeFileSync(join(folder, 'imprint.md'), 'x');
  await expect(readNotices(folder)).rejects.toThrow(/imprint\.md is no page of the hub: name it legal\.md/);
  await expect(readNotices(join(folder, 'nowhere'))).rejects.toThrow(FileUnreadableError);
});
