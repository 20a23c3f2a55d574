import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** The right column of the tree, in which each line names files, or the folder of those below it. */
const named = (/^POST \/graphql[^]*?(?=\n```)/m.exec(page)?.[0] ?? '')
  .split('\n')
  .flatMap((line) => line.slice(57).trim().split(', '))
  .filter((name) => /^[\w/-]*\w$/.test(name));

const sources = ['gateway', 'subgraphs'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => `${room}/${file.slice(0, -'.ts'.length)}`),
);

test('the way of a request goes through at most 45 files, and each that it names is there', () => {
  expect(named.filter((name) => !sources.some((file) => `/${file}`.endsWith(`/${name}`)))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect(page).toContain(`These are the ${named.length} files`);
  expect(named.length).toBeLessThanOrEqual(45);
});
