import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** The lines of the tree in ARCHITECTURE.md. */
export const way = (/^POST \/graphql[^]*?(?=\n```)/m.exec(architecture)?.[0] ?? '').split('\n');

/** What a line names in its right column: files, or none where there is the folder of those below it. */
export const namedIn = (line: string): readonly string[] =>
  line
    .slice(57)
    .trim()
    .split(', ')
    .filter((name) => /^[\w/-]*\w$/.test(name));

export const named = way.flatMap(namedIn);

/** The project's own files, as `gateway/main`. */
export const sources = ['gateway', 'subgraphs'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => `${room}/${file.slice(0, -'.ts'.length)}`),
);

/** Whether a name in the tree is that of a file. */
export const isOf = (name: string, file: string): boolean => `/${file}`.endsWith(`/${name}`);
