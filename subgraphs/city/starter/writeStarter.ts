import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FileUnwritableError, writeNewFile } from '../../serving/files/writeNewFile';
import { emptyErasedFile } from '../erasure/ErasedFile';
import { writeDatabaseSql, writeDataFiles, writeOwnerEnv } from './starterFiles';
import type { StarterOptions, StarterSecrets } from './starterFiles';
import { writeCityEnv } from './writeCityEnv';

/**
 * Writes a city's first configuration and an import folder without records, for their owner's eyes alone.
 *
 * @returns the paths of the files, in the order in which they are needed
 * @throws StarterExistsError when one of them is there already; nothing was written
 * @throws FileUnwritableError; none of the files stays
 */
export async function writeStarter(
  folder: string,
  options: StarterOptions,
  secrets: StarterSecrets,
): Promise<readonly string[]> {
  const data = Object.entries(writeDataFiles(options)).map(([name, text]) => [path.join('data', name), text] as const);
  const files = [
    ['database.sql', writeDatabaseSql(options, secrets)] as const,
    ['owner.env', writeOwnerEnv(options, secrets)] as const,
    ['city.env', writeCityEnv(options, secrets, path.resolve(folder, 'erased.txt'))] as const,
    ['erased.txt', emptyErasedFile] as const,
    ...data,
  ].map(([name, text]) => ({ file: path.join(folder, name), text }));
  const there = await Promise.all(files.map(async ({ file }) => ((await exists(file)) ? [file] : [])));
  if (there.flat().length > 0) {
    throw new StarterExistsError(there.flat());
  }
  try {
    await mkdir(path.join(folder, 'data'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new FileUnwritableError(folder, error);
  }
  const written: string[] = [];
  try {
    for (const { file, text } of files) {
      await writeNewFile(file, text, 0o600);
      written.push(file);
    }
  } catch (error) {
    // The next attempt would find them, and refuse to overwrite them.
    await Promise.all(written.map((file) => rm(file)));
    throw error;
  }
  return files.map(({ file }) => file);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** A folder has files already that a first configuration would overwrite. */
class StarterExistsError extends Error {
  override readonly name = 'StarterExistsError';

  constructor(readonly files: readonly string[]) {
    super(`Nothing was written, because there is already:\n${files.join('\n')}`);
  }
}
