import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Logger } from 'pino';
import { watchFolder } from './watchFolder';
import type { FolderWatch } from './watchFolder';

/**
 * Calls `onChange` soon after a file may have changed, was replaced, or went.
 *
 * Its folder is watched, since editors replace a file by renaming another one, and Kubernetes a mounted ConfigMap by
 * renaming the link `..data` beside it: a watch on the file itself would stay with the old one.
 */
export function watchFile(file: string, onChange: () => void, logger: Logger): FolderWatch {
  const name = basename(file);
  return watchFolder(
    dirname(file),
    {
      what: file,
      concerns: (changed) => changed === name || changed.startsWith('..'),
      fingerprint: () => fingerprintOf(file),
    },
    onChange,
    logger,
  );
}

/** Another one for a file that changed or was replaced. */
export async function fingerprintOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
