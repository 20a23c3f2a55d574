import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInitCommand } from './createInitCommand';

const parent = mkdtempSync(join(tmpdir(), 'hanse-init-'));
afterAll(() => {
  rmSync(parent, { recursive: true });
});

const init = async (folder: string, ...options: readonly string[]): Promise<void> => {
  const command = createInitCommand(() => undefined);
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  await command.parseAsync([join(parent, folder), ...options], { from: 'user' });
};

const SLUG = 'verbandsgemeinde-an-der-langen-strasse-im-tal-der-kleinen-quelle';
const read = (folder: string, file: string): string => readFileSync(join(parent, folder, file), 'utf8');

test.each([
  ['a language that is none', ['--language', 'deutsch'], /such as de, nl or fr/],
  ['a language that nobody speaks', ['--language', 'xx'], /such as de, nl or fr/],
  ['a name that is empty', ['--name', ' '], /must be one line of at most 300 characters/],
  ['a name of two lines', ['--name', 'Gera\nJena'], /must be one line of at most 300 characters/],
])('CITY-268 %s is refused before anything is written, and not by the first import', async (_, options, message) => {
  await expect(init('gera', ...options)).rejects.toThrow(message);
  expect(readdirSync(parent)).toEqual([]);
});

test('CITY-268 so is a folder whose path would be cut in city.env', async () => {
  await expect(init('gera #2', '--id', 'gera')).rejects.toThrow(/# begins a comment/);
});

test('CITY-269 the roles of a city with a long slug stay two, and its database another one than its neighbour has', async () => {
  const names = (text: string): string[] =>
    [...text.matchAll(/CREATE (?:ROLE|DATABASE) "([^"]+)"/g)].map(([, name]) => name!);
  const all: string[] = [];
  for (const id of [`${SLUG}-nord`, `${SLUG}-sued`]) {
    await init(id, '--id', id);
    const [owner, runtime, database] = names(read(id, 'database.sql'));
    expect(read(id, 'city.env')).toMatch(new RegExp(`^DATABASE_URL=postgres://${runtime}:.*/${database}$`, 'm'));
    expect(read(id, 'owner.env')).toMatch(
      new RegExp(`^MIGRATION_DATABASE_URL=postgres://${owner}:.*/${database}$`, 'm'),
    );
    all.push(owner!, runtime!, database!);
  }
  // PostgreSQL cuts what is longer.
  expect(new Set(all.map((name) => name.slice(0, 63))).size).toBe(6);
  expect(all.every((name) => name.length <= 63)).toBe(true);
});
