import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

function hub(...words: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const args = ['-r', './register.js', 'gateway/operator/main.ts', ...words];
    const child = execFile(process.execPath, args, { cwd: join(__dirname, '../..') }, (_error, out, err) => {
      resolve({ code: child.exitCode, out, err });
    });
  });
}

test('keys generate makes a key that its owner alone can read, and never overwrites one', async () => {
  const file = join(folder, 'signing-keys.json');
  expect(await hub('keys', 'generate', file)).toEqual({
    code: 0,
    out: expect.stringContaining(`HANSE_SIGNING_KEYS=${file}`),
    err: '',
  });
  const text = await readFile(file, 'utf8');
  expect(parseSigningKeys(text, file)).toHaveLength(1);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  expect(await hub('keys', 'generate', file)).toEqual({
    code: 1,
    out: '',
    err: `${file} is there already, and nothing is overwritten. Choose another name.\n`,
  });
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('keys publish shows the public part of a key, and nothing that is secret', async () => {
  const file = join(folder, 'signing-keys.json');
  await hub('keys', 'generate', file);
  const { d, ...key } = JSON.parse(await readFile(file, 'utf8'));
  const { code, out } = await hub('keys', 'publish', file);
  expect([code, JSON.parse(out)]).toEqual([0, { keys: [key] }]);
  expect(out).not.toContain(d);
});

test('registry check ends with code 0 for a sound network file, and with 1 and every line for a broken one', async () => {
  const file = join(folder, 'network.yaml');
  await writeFile(file, 'name: Test\ncities:\n  - { id: gera, name: Gera, country: DE }\n');
  expect(await hub('registry', 'check', file)).toEqual({
    code: 0,
    out: `${file}: 1 city (1 listed), 0 alliances.\n`,
    err: '',
  });
  await writeFile(file, 'name: Test\ncities:\n  - { id: Gera, name: Gera }\n');
  expect(await hub('registry', 'check', file)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^\S+:3: cities\[0\]\.id .*\n\S+:3: cities\[0\]\.country .*\n$/),
  });
});
