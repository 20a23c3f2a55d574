import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** What lies there is no file. The message and the code say what it is. */
export class NotRegularError extends Error {
  override readonly name = 'NotRegularError';

  constructor(
    path: string,
    what: string,
    /** Stands where messages have the code of the system's errors. */
    readonly code: string = what,
  ) {
    super(`${path} is no file, but ${what}`);
  }
}

/** What the shell opened for the program, as `<(...)` does: whoever writes is there already. */
const OPENED = /^\/(dev\/(stdin|fd\/\d+)|proc\/self\/fd\/\d+)$/;
/** Without waiting for anybody who writes into a named pipe. Of a file it means nothing. */
const AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;
const flagsFor = (path: string): number => (OPENED.test(path) ? constants.O_RDONLY : AT_ONCE);

/**
 * Opens a file that an operator named, or that lies in a folder of theirs. A named pipe would be waited for, and a device may
 * have no end.
 *
 * @throws NotRegularError, or what the system says: both have a code
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const handle = await open(path, flagsFor(path)).catch((error: unknown) => {
    throw orSocket(error, path);
  });
  try {
    refuseOthers(path, await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** @throws as `openRegularFile` does */
export async function readRegularFile(path: string): Promise<Buffer> {
  const handle = await openRegularFile(path);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** @throws as `openRegularFile` does */
export function readRegularFileSync(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, flagsFor(path));
  } catch (error) {
    throw orSocket(error, path);
  }
  try {
    refuseOthers(path, fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Without the mark that editors of Windows put before the first letter. */
export function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}

function refuseOthers(path: string, found: Stats): void {
  if (found.isFile() || OPENED.test(path)) return;
  if (found.isDirectory()) throw new NotRegularError(path, 'a folder', 'EISDIR');
  throw new NotRegularError(path, found.isFIFO() ? 'a named pipe' : 'a device');
}

/** The system tells of a socket when it is to be opened. */
function orSocket(error: unknown, path: string): unknown {
  return (error as NodeJS.ErrnoException).code === 'ENXIO' ? new NotRegularError(path, 'a socket') : error;
}
