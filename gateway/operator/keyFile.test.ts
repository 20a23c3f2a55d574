import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';
import { rotateKeys, RotationError, writeNewKeys } from './keyFile';
import { describeStep } from './createKeysCommand';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 22, 12);

let folder: string;
let file: string;
let first: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-rotation-'));
  file = join(folder, 'signing-keys.json');
  first = (await writeNewKeys(file)).kid;
});
afterEach(() => rm(folder, { recursive: true }));

const kids = async (): Promise<readonly string[]> =>
  parseSigningKeys(await readFile(file, 'utf8'), file).map(({ kid }) => kid);

test('three steps put a new key in the place of the old one, and each tells when the next is safe', async () => {
  const published = await rotateKeys(file, { now: NOON });
  const second = published.keys[1]?.kid;
  expect(await kids()).toEqual([first, second]);
  expect(describeStep(published, 'keys.json').at(-1)).toBe(
    'From 2026-11-22 12:11:00 UTC on, run this command again: then the new key signs.',
  );

  const signs = await rotateKeys(file, { now: NOON + 11 * MINUTE });
  expect(await kids()).toEqual([second, first]);
  expect(describeStep(signs, 'keys.json').at(-1)).toContain('From 2026-11-22 12:13:00 UTC on');

  await rotateKeys(file, { now: NOON + 13 * MINUTE });
  expect(await kids()).toEqual([second]);
  const text = await readFile(file, 'utf8');
  expect(text).not.toMatch(/publishedSince|signedUntil/);
  expect((await rotateKeys(file, { now: NOON + 14 * MINUTE })).kind).toBe('published');
});

test('a step that would cost calls is refused, and the file stays as it was', async () => {
  const refused = async (minutes: number, words: RegExp): Promise<void> => {
    const before = await readFile(file, 'utf8');
    const rotation = rotateKeys(file, { now: NOON + minutes * MINUTE - 1 });
    await expect(rotation).rejects.toThrow(RotationError);
    await expect(rotation).rejects.toThrow(words);
    expect(await readFile(file, 'utf8')).toBe(before);
  };
  await rotateKeys(file, { now: NOON });
  await refused(11, /^Until 2026-11-22 12:11:00 UTC cities may not know the key \S+\. Nothing was changed\.$/);
  await rotateKeys(file, { now: NOON + 20 * MINUTE });
  await refused(22, /^Until 2026-11-22 12:22:00 UTC tokens of the old key may be under way\. Nothing was changed\.$/);
});

test('a key that leaked is replaced at once, and with it all others', async () => {
  await rotateKeys(file, { now: NOON });
  const before = await kids();
  await rotateKeys(file, { atOnce: true, now: NOON });
  const [only, ...others] = await kids();
  expect([before.includes(only ?? ''), others]).toEqual([false, []]);
});

test('a key that was added by hand is asked about', async () => {
  const [one] = parseSigningKeys(await readFile(file, 'utf8'), file);
  const { keys } = await rotateKeys(file, { atOnce: true });
  await writeFile(file, JSON.stringify({ keys: [...keys, one] }));
  await expect(rotateKeys(file, { now: NOON })).rejects.toThrow(
    `The key ${first} stands beside the one that signs, and nothing tells whether it is to sign next or has signed. ` +
      'Add "publishedSince" or "signedUntil" to it, with the time, such as "2026-11-22T12:00:00.000Z".',
  );
});

test('the file is replaced by one that its owner alone can read, and nothing stays beside it', async () => {
  await chmod(file, 0o600);
  const { ino } = await stat(file);
  await rotateKeys(file);
  const after = await stat(file);
  expect([after.mode & 0o777, after.ino === ino]).toEqual([0o600, false]);
  expect(await readdir(folder)).toEqual(['signing-keys.json']);
});
