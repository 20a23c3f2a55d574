import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A program that tests need: the one that an environment variable names, else the first on the PATH, or in `/usr/sbin`,
 * where Debian keeps what ordinary users seldom run. Undefined when there is none; throws when the one that is named is
 * not there.
 */
export function findProgram(variable: string, ...names: readonly string[]): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`${variable} must be an executable file, but got "${named}".`);
    return named;
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/snap/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
