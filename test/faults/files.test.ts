import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { readPublicKey } from '../../gateway/operator/relayKey';
import { readNotices } from '../../gateway/web/notices/readNotices';
import { readTextFile } from '../../gateway/watched/files/readTextFile';
import { HubKeys } from '../../subgraphs/city/auth/HubKeys';
import { ErasedFile } from '../../subgraphs/city/erasure/ErasedFile';
import { readCities } from '../../subgraphs/city/host/readCities';
import { readCommandSettings } from '../../subgraphs/city/host/readCommandSettings';
import { Problems } from '../../subgraphs/city/import/Problems';
import { openFile, openFolder } from '../../subgraphs/city/import/source/openSource';
import type { OpenSource } from '../../subgraphs/city/import/source/Source';
import { readDecisions } from '../../subgraphs/city/suggest/readDecisions';
import { readVocabularyFile } from '../../subgraphs/city/suggest/readVocabularyFile';
import { readKeys } from '../../subgraphs/conformance/TokenMint';
import { readRegularFile, readRegularFileSync } from '../../subgraphs/serving/files/regularFile';
import { readContents } from '../../subgraphs/serving/tls/TlsFiles';

let folder: string;
let pipe: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-pipes-'));
  pipe = join(folder, 'offers.csv');
  execFileSync('mkfifo', [pipe, join(folder, 'legal.md')]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const silent = pino({ level: 'silent' });
const problemsOf = async (open: OpenSource): Promise<unknown> => {
  const problems = new Problems();
  await open(problems);
  return problems.inOrder([])[0]?.reason;
};
const cityFolder = (files: Readonly<Record<string, string | null>>): string => {
  const cities = mkdtempSync(join(folder, 'cities-'));
  mkdirSync(join(cities, 'gera'));
  for (const [name, text] of Object.entries(files)) {
    if (text === null) execFileSync('mkfifo', [join(cities, 'gera', name)]);
    else writeFileSync(join(cities, 'gera', name), text);
  }
  return cities;
};

/** Each place in which an operator can put a named pipe for a file; all of them would wait for somebody who writes. */
const readers: Readonly<Record<string, () => unknown>> = {
  'a file of an import folder': () => problemsOf(openFolder(folder)),
  'a file to import': () => problemsOf(openFile(pipe)),
  'decisions on topics': async () => {
    const problems = new Problems();
    await readDecisions(pipe, problems);
    return problems.inOrder([])[0]?.reason;
  },
  'a vocabulary for suggestions': () => readVocabularyFile(pipe),
  'the marks of erased persons': () => new ErasedFile(pipe).read(),
  "the hub's public keys": () => HubKeys.open({ kind: 'signed', jwks: pipe, issuer: 'hanse-hub' }, silent),
  "a hosted city's settings": async () => [...(await readCities(cityFolder({ 'city.env': null })))],
  "its owner's settings": () => readCommandSettings(cityFolder({ 'city.env': '', 'owner.env': null }), 'gera', {}),
  'a certificate': () => readContents({ files: { ca: pipe }, names: { ca: 'CA', cert: 'CERT', key: 'KEY' } }),
  'a key for the check': () => readKeys(pipe),
  "the hub's network, keys, vocabulary and audit trail": () => readTextFile(pipe),
  "the hub's notices": () => readNotices(folder),
  'a key for the relay': () => readPublicKey(pipe),
};

test.each(Object.keys(readers))('CITY-273 a named pipe is refused at once as %s, by what it is', async (what) => {
  const found: unknown = await Promise.resolve()
    .then(readers[what])
    .catch((error: unknown) => (error as Error).message);
  expect(JSON.stringify(found)).toContain('a named pipe');
});

test('CITY-274 neither are a device, a socket and a folder read', async () => {
  const path = join(folder, 'socket');
  const server = createServer().listen(path);
  await once(server, 'listening');
  const refused = { '/dev/zero': 'a device', [path]: 'a socket', [folder]: 'a folder' };
  for (const [file, what] of Object.entries(refused)) {
    const message = `${file} is no file, but ${what}`;
    await expect(readRegularFile(file)).rejects.toThrow(message);
    expect(() => readRegularFileSync(file)).toThrow(message);
  }
  server.close();
});

test('CITY-275 what the shell opens for the program is read, and of unknown size', async () => {
  const script = `const { describeFile } = require('./subgraphs/city/import/source/openSource');
    describeFile(process.argv[1]).then(async ({ size, read }) => {
      let text = '';
      for await (const chunk of read()) text += chunk;
      console.log(size, text);
    });`;
  const line = `${process.execPath} -r reflect-metadata -r ./register.js -e "${script}" <(echo key,name)`;
  expect(await promisify(execFile)('bash', ['-c', line])).toMatchObject({ stdout: 'undefined key,name\n\n' });
});

test('CITY-276 settings begin with the mark that editors of Windows put there, or without it', async () => {
  const found = await readCities(cityFolder({ 'city.env': '\uFEFFCITY_ID=gera\r\n' }));
  expect(found.get('gera')).toEqual({ text: 'CITY_ID=gera\r\n' });
  const settings = readCommandSettings(cityFolder({ 'city.env': '\uFEFFCITY_ID=gera', 'owner.env': '' }), 'gera', {});
  expect(settings['CITY_ID']).toBe('gera');
});
