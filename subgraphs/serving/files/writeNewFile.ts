import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** What to look at, by what the system calls the error. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'what should be its folder is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'something is there already',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk space of this user is used up',
  EFBIG: 'it may not become that large',
};

/** A file or a folder that an operator named cannot be written. The message names it, and says why. */
export class FileUnwritableError extends Error {
  override readonly name = 'FileUnwritableError';

  constructor(path: string, cause: unknown) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const reason = REASONS[code];
    super(`${path} cannot be written (${code})${reason === undefined ? '' : `: ${reason}`}.`, { cause });
  }
}

/** There is a file that would be overwritten. */
export class FileExistsError extends Error {
  override readonly name = 'FileExistsError';

  constructor(path: string, cause: unknown) {
    super(`${path} is there already, and nothing is overwritten. Choose another name.`, { cause });
  }
}

/**
 * Writes a file that is not there yet: whole, or not at all.
 *
 * @param mode who may read it, such as 0o600: its owner alone
 * @throws FileExistsError, FileUnwritableError
 */
export async function writeNewFile(path: string, text: string, mode: number): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'wx', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new FileExistsError(path, error);
    throw new FileUnwritableError(path, error);
  }
  try {
    await handle.writeFile(text).finally(() => handle.close());
  } catch (error) {
    await rm(path, { force: true });
    throw new FileUnwritableError(path, error);
  }
}
