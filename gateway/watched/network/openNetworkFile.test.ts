import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describeChange, openNetworkFile } from './openNetworkFile';
import type { NetworkFile } from './openNetworkFile';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { until } from '../../../test/until';

let folder: string;
let file: string;
let opened: NetworkFile | undefined;
const log: Record<string, unknown>[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-network-file-'));
  file = join(folder, 'network.yaml');
  log.length = 0;
});
afterEach(async () => {
  opened?.close();
  await rm(folder, { recursive: true });
});

const textOf = (...ids: readonly string[]): string =>
  `name: Test\ncities:\n${ids.map((id) => `  - { id: ${id}, name: ${id}, country: DE }\n`).join('')}`;
const BROKEN = 'name: Test\ncities:\n  - { id: gera, name: Gera, country: DE }\n  - { id: Jena, name: Jena }\n';

async function open(text: string): Promise<NetworkFile> {
  await writeFile(file, text);
  return (opened = await openNetworkFile(file, logger));
}

const idsOf = ({ current }: NetworkFile): readonly string[] => [...current().cities.keys()];

test('a file that is replaced by renaming is read again by itself, and the listeners hear of it', async () => {
  const network = await open(textOf('gera'));
  const before = network.current();
  const heard: unknown[] = [];
  network.onChange((...networks) => heard.push(networks));
  await writeFile(`${file}.new`, textOf('gera', 'jena'));
  await rename(`${file}.new`, file);
  await until('two cities are known', () => idsOf(network).length === 2);
  expect(heard).toEqual([[network.current(), before]]);
  expect(log).toMatchObject([{ msg: 'network file reloaded', cities: 2, added: ['jena'] }]);
});

test('a file that is written piece by piece is read once it is complete', async () => {
  const network = await open(textOf('gera'));
  const whole = textOf('gera', 'jena', 'suhl');
  const seen: number[] = [];
  network.onChange((after) => seen.push(after.cities.size));
  for (let end = 30; end < whole.length + 20; end += 20) writeFileSync(file, whole.slice(0, end));
  await until('three cities are known', () => idsOf(network).length === 3);
  expect(seen).toEqual([3]);
  expect(log).toHaveLength(1);
});

test('a mounted ConfigMap is read again when Kubernetes swaps the link beside the file', async () => {
  for (const [version, ids] of Object.entries({ one: ['gera'], two: ['gera', 'jena'] })) {
    await mkdir(join(folder, `..${version}`));
    await writeFile(join(folder, `..${version}`, 'network.yaml'), textOf(...ids));
  }
  await symlink('..one', join(folder, '..data'));
  await symlink('..data/network.yaml', file);
  const network = (opened = await openNetworkFile(file, logger));
  await symlink('..two', join(folder, '..data_tmp'));
  await rename(join(folder, '..data_tmp'), join(folder, '..data'));
  await until('two cities are known', () => idsOf(network).length === 2);
});

test('a broken file is refused as a whole, with every line, once; the last good one stays', async () => {
  const network = await open(textOf('gera'));
  const before = network.current();
  await writeFile(file, BROKEN);
  expect(await network.reload()).toBe('refused');
  expect(await network.reload()).toBe('refused');
  expect(network.current()).toBe(before);
  expect(log).toEqual([
    expect.objectContaining({
      level: 50,
      msg: 'network file refused, the last good one stays',
      file,
      count: 2,
      problems: [
        { line: 4, reason: expect.stringContaining('cities[1].id must be a slug') },
        { line: 4, reason: expect.stringContaining('cities[1].country must be two capital letters') },
      ],
    }),
  ]);
  await writeFile(file, textOf('gera'));
  expect(await network.reload()).toBe('unchanged');
  await writeFile(file, textOf('jena'));
  expect(await network.reload()).toBe('reloaded');
  expect(idsOf(network)).toEqual(['jena']);
  expect(log.slice(1)).toMatchObject([{ msg: 'network file as it was' }, { added: ['jena'], removed: ['gera'] }]);
});

test('a file that is gone leaves the network as it was, until it is back', async () => {
  const network = await open(textOf('gera'));
  await rm(file);
  expect([await network.reload(), await network.reload()]).toEqual(['refused', 'refused']);
  expect(idsOf(network)).toEqual(['gera']);
  expect(log).toMatchObject([{ level: 50, reason: expect.stringContaining('ENOENT') }]);
  await writeFile(file, textOf('gera', 'jena'));
  await until('two cities are known', () => idsOf(network).length === 2);
});

test('without a good file to begin with there is nothing to open', async () => {
  await expect(openNetworkFile(file, logger)).rejects.toThrow(/ENOENT/);
  await writeFile(file, BROKEN);
  await expect(openNetworkFile(file, logger)).rejects.toThrow(/network\.yaml:4/);
});

test('once closed it stays as it is', async () => {
  const network = await open(textOf('gera'));
  network.close();
  await writeFile(file, textOf('gera', 'jena'));
  expect(await network.reload()).toBe('unchanged');
  await sleep(200);
  expect(idsOf(network)).toEqual(['gera']);
});

const networkOf = (...lines: readonly string[]) =>
  parseNetwork(
    `name: Test\ncities:\n${lines.map((line) => `  - { name: X, country: DE, ${line} }\n`).join('')}`,
    'network.yaml',
  );
const URL = 'http://city.example/graphql';

test('what became of each city is told by its slug, and what did not happen is left out', () => {
  const before = networkOf(
    `id: aachen, url: ${URL}`,
    `id: bonn, url: ${URL}`,
    `id: celle`,
    `id: dachau, url: ${URL}`,
    `id: essen, url: ${URL}`,
    `id: fulda, url: ${URL}, suspended: true`,
    `id: gera, url: ${URL}`,
    `id: herne, url: ${URL}`,
    `id: iserlohn, url: ${URL}, bind: body`,
    `id: jena, url: ${URL}, tls: { ca: old.pem }`,
    `id: kamen, url: ${URL}, tls: { ca: old.pem }`,
  );
  const after = networkOf(
    `id: hamm`,
    `id: bonn, url: ${URL}/2`,
    `id: celle, url: ${URL}`,
    `id: dachau`,
    `id: essen, url: ${URL}, suspended: true`,
    `id: fulda, url: ${URL}`,
    `id: gera, url: ${URL}, population: 3`,
    `id: herne, url: ${URL}, bind: body`,
    `id: iserlohn, url: ${URL}`,
    `id: jena, url: ${URL}, tls: { ca: new.pem }`,
    `id: kamen, url: ${URL}, tls: { ca: old.pem }`,
  );
  expect(describeChange(before, after)).toEqual({
    added: ['hamm'],
    removed: ['aachen'],
    moved: ['bonn'],
    connected: ['celle'],
    disconnected: ['dachau'],
    suspended: ['essen'],
    resumed: ['fulda'],
    bound: ['herne'],
    unbound: ['iserlohn'],
    reconnected: ['jena'],
  });
  expect(describeChange(after, after)).toEqual({});
});
