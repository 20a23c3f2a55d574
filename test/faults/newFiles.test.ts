import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { createKeysCommand } from '../../gateway/operator/createKeysCommand';
import { createQuestionsCommand } from '../../gateway/operator/createQuestionsCommand';
import { createRegistryCommand } from '../../gateway/operator/createRegistryCommand';
import { createRelayCommand } from '../../gateway/operator/createRelayCommand';
import { createViewerCommand } from '../../gateway/operator/createViewerCommand';
import { createGenerateCommand } from '../../subgraphs/city/generate/createGenerateCommand';
import { createInitCommand } from '../../subgraphs/city/starter/createInitCommand';
import { writeNewFile } from '../../subgraphs/serving/files/writeNewFile';
import { DISK_BYTES, fillUp, onFullDisk } from './onFullDisk';

let folder: string;
let network: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-writes-'));
  network = join(folder, 'network.yaml');
  writeFileSync(network, 'name: Test\ncities:\n  - { id: gera, name: Gera, country: DE }\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const say = (): void => undefined;
const run = (...words: readonly string[]): Promise<unknown> =>
  new Command()
    .addCommand(createKeysCommand(say))
    .addCommand(createRelayCommand(say, undefined))
    .addCommand(createRegistryCommand(say, undefined))
    .addCommand(createViewerCommand(say, () => ({ HANSE_PSEUDONYM_SECRET: 's'.repeat(32) })))
    .addCommand(createQuestionsCommand(say))
    .addCommand(createInitCommand(say))
    .addCommand(createGenerateCommand(say))
    .parseAsync(words, { from: 'user' });
const generate = (at: string): Promise<unknown> => run('generate', at, '--staff', '3', '--experiences', '3');

/** What writes into a folder that is not there, or into what is no folder. */
const misplaced: readonly (readonly [string, (at: string) => Promise<unknown>])[] = [
  ['keys generate', (at) => run('keys', 'generate', at)],
  ['relay key', (at) => run('relay', 'key', at)],
  [
    'relay users',
    async (at) => {
      const key = join(folder, 'hub.nk');
      await run('relay', 'key', key);
      await run('relay', 'users', at, network, '--hub', key);
    },
  ],
  ['init', (at) => run('init', at, '--id', 'gera')],
  ['generate', generate],
];

test.each(misplaced)('CITY-303 %s says in words where it cannot write, and why', async (_, write) => {
  await expect(write(join(network, 'new'))).rejects.toThrow(
    `${join(network, 'new')} cannot be written (ENOTDIR): what should be its folder is a file.`,
  );
});

test('CITY-304 what a full disk has left of a new file goes, so that the next attempt is not refused for it', async () => {
  const file = join(folder, 'export.json');
  const write = `require('./subgraphs/serving/files/writeNewFile').writeNewFile(process.env.FILE, 'x'.repeat(${DISK_BYTES + 1}), 0o600)`;
  const { code, err } = await onFullDisk(['-e', write], { FILE: file });
  expect([code, err]).toEqual([1, expect.stringContaining(`${file} cannot be written (EFBIG)`)]);
  expect(readdirSync(folder)).toEqual(['network.yaml']);
  await writeNewFile(file, 'x', 0o600);
  await expect(writeNewFile(file, 'y', 0o600)).rejects.toThrow(`${file} is there already, and nothing is overwritten.`);
  expect(readFileSync(file, 'utf8')).toBe('x');
});

test('CITY-305 a first configuration that cannot be written to its end leaves nothing in the way of the next', async () => {
  const city = join(folder, 'gera');
  const link = join(city, 'data', 'topics.csv');
  mkdirSync(join(city, 'data'), { recursive: true });
  symlinkSync(join(folder, 'none'), link);
  await expect(run('init', city)).rejects.toThrow(`${link} is there already`);
  expect(readdirSync(city)).toEqual(['data']);
  rmSync(link);
  await run('init', city);
  expect(readdirSync(city)).toContain('city.env');
});

test('OPS-152 a network file that cannot be replaced is told, and stays as it was', async () => {
  const before = fillUp(readFileSync(network, 'utf8'), 2);
  writeFileSync(network, before);
  const suspend = ['registry', 'suspend', 'gera', network, '--reason', 'Umbau'];
  expect(await onFullDisk(['gateway/operator/main.ts', ...suspend])).toEqual({
    code: 1,
    err: `${network} cannot be written (EFBIG): it may not become that large.\n`,
  });
  expect(readFileSync(network, 'utf8') === before).toBe(true);
  expect(readdirSync(folder)).toEqual(['network.yaml']);
});

test('OPS-155 a folder without a question is not told as a sound one', async () => {
  const empty = mkdtempSync(join(folder, 'questions-'));
  await expect(run('questions', 'check', empty)).rejects.toThrow(`${empty} has no question: each is a file`);
});

test('CITY-306 a file of settings is read by the city, and not by Node, which says less of what is wrong', async () => {
  const migrate = promisify(execFile)('npm', ['run', '--silent', 'city', '--', 'migrate', '--env-file', folder]);
  await expect(migrate).rejects.toMatchObject({ code: 1, stderr: `--env-file: ${folder} is no file, but a folder\n` });
});

test('OPS-153 an audit trail, and a key for the relay, that cannot be read are named', async () => {
  const none = join(folder, 'none');
  await expect(run('viewer', 'find', 'gera', 'p', '--folder', none)).rejects.toThrow(
    `${none} cannot be read (ENOENT).`,
  );
  await expect(run('relay', 'users', join(folder, 'users'), network, '--hub', none)).rejects.toThrow(
    `${none} cannot be read (ENOENT).`,
  );
});
