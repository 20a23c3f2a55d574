import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FileUnwritableError } from '../../../subgraphs/serving/files/writeNewFile';
import { readTextFile } from './readTextFile';

/** Somebody else changes the file. The message says what to do. */
export class FileBusyError extends Error {
  override readonly name = 'FileBusyError';
}

/**
 * Gives a file another content, whole or not at all: whoever reads it meanwhile sees the old one or the new one, also when
 * the machine fails. It keeps its mode, and its owner where that is allowed; where it is a link, the file at the link's end
 * is replaced.
 *
 * @param before what it held when the change was thought out
 * @throws FileBusyError when it holds something else by now, or another change is under way
 * @throws FileUnwritableError when it cannot be replaced; then it is as it was
 */
export async function replaceFile(file: string, before: string, after: string): Promise<void> {
  const target = await realpath(file);
  const beside = `${target}.new`;
  const { mode, uid, gid } = await stat(target);
  const handle = await create(beside, mode);
  try {
    try {
      // Fails for all but the superuser, whose file the hub could perhaps not read.
      await handle.chown(uid, gid).catch(() => undefined);
      // The process's mask may have taken something from it.
      await handle.chmod(mode);
      await handle.writeFile(after);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await readTextFile(target)) !== before) throw new FileBusyError(`${file} has changed meanwhile. Try again.`);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw (error as NodeJS.ErrnoException).code === undefined ? error : new FileUnwritableError(file, error);
  }
}

/** The new file is also what keeps others from changing the old one. */
async function create(path: string, mode: number): Promise<FileHandle> {
  try {
    return await open(path, 'wx', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new FileUnwritableError(path, error);
    throw new FileBusyError(`${path} is there: another change is under way. If one was broken off, remove that file.`);
  }
}
