import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { generatePrivateJwk } from '../../subgraphs/serving/tokens/SigningKeys';
import type { PrivateJwk } from '../../subgraphs/serving/tokens/SigningKeys';
import { openSigningKeys } from './openSigningKeys';
import type { SigningKeysFile } from './openSigningKeys';
import { until } from '../../test/until';

let folder: string;
let file: string;
let old: PrivateJwk;
let next: PrivateJwk;
let keys: SigningKeysFile;
const log: Record<string, unknown>[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-signing-keys-'));
  file = join(folder, 'keys.json');
  old = await generatePrivateJwk();
  next = await generatePrivateJwk();
  await writeFile(file, JSON.stringify(old));
  keys = await openSigningKeys(file, logger);
  log.length = 0;
});
afterEach(async () => {
  keys.close();
  await rm(folder, { recursive: true });
});

test('a file that changes is read again by itself', async () => {
  await writeFile(file, JSON.stringify({ keys: [old, next] }));
  await until('two keys are published', () => keys.current().published.keys.length === 2);
  expect(log).toMatchObject([{ msg: 'signing key file reloaded', signs: old.kid, published: [old.kid, next.kid] }]);
  await writeFile(file, JSON.stringify({ keys: [next, old] }));
  expect(await keys.reload()).toBe('reloaded');
  expect(keys.current().kid).toBe(next.kid);
  expect(JSON.stringify(log)).not.toMatch(new RegExp(`${old.d}|${next.d}`));
});

test('a broken file is refused with its name and the reason, none of its secrets, and the last good keys stay', async () => {
  const before = keys.current();
  await writeFile(file, JSON.stringify({ keys: [next, { ...old, d: next.d }] }));
  expect([await keys.reload(), await keys.reload()]).toEqual(['refused', 'refused']);
  expect(keys.current()).toBe(before);
  expect(log).toMatchObject([
    {
      level: 50,
      msg: 'signing key file refused, the last good one stays',
      reason: expect.stringContaining(`${file}: `),
    },
  ]);
  expect(JSON.stringify(log)).not.toMatch(new RegExp(`${old.d}|${next.d}`));
});

test('a key that signs and was never published before is warned of', async () => {
  await writeFile(file, JSON.stringify({ keys: [next, old] }));
  await keys.reload();
  expect(log).toMatchObject([
    { msg: 'signing key file reloaded' },
    { level: 40, signs: next.kid, msg: expect.stringContaining('never published before') },
  ]);
});

test('without a file a hub has a key of its own, and says so', async () => {
  const own = await openSigningKeys(undefined, logger);
  expect(log).toMatchObject([{ level: 40, msg: expect.stringContaining('HANSE_SIGNING_KEYS') }]);
  expect(await own.reload()).toBe('unchanged');
});
