import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** The right column of the tree in ARCHITECTURE.md, in which each line names files, or the folder of those below it. */
export const named = (/^POST \/graphql[^]*?(?=\n```)/m.exec(architecture)?.[0] ?? '')
  .split('\n')
  .flatMap((line) => line.slice(57).trim().split(', '))
  .filter((name) => /^[\w/-]*\w$/.test(name));

/** The project's own files, as `gateway/main`. */
export const sources = ['gateway', 'subgraphs'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => `${room}/${file.slice(0, -'.ts'.length)}`),
);

/** Whether a name in the tree is that of a file. */
export const isOf = (name: string, file: string): boolean => `/${file}`.endsWith(`/${name}`);
