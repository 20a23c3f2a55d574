import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The secret that seals the demo's cursors, so that they hold from one start to the next: a file in the home. */
export async function provideDemoSecret(home: string): Promise<string> {
  const file = path.resolve(home, 'cursor-key.txt');
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}
