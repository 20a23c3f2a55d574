import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Logger } from 'pino';

export interface FileWatch {
  /** Ends the watch. Nothing is called any more. */
  close(): void;
}

/** A file that is being written is left until it was quiet for so long, in milliseconds, */
const QUIET_MS = 100;
/** but not longer than this. */
const MAX_QUIET_MS = 1_000;
/** Where the system tells nothing: network drives, files mounted one by one, symbolic links to elsewhere. */
const POLL_MS = 2_000;

/**
 * Calls `onChange` soon after a file may have changed, was replaced, or went.
 *
 * Its folder is watched, since editors replace a file by renaming another one, and Kubernetes a mounted ConfigMap by
 * renaming the link `..data` beside it: a watch on the file itself would stay with the old one. As a safety net the file
 * is looked at now and then. Keeps no process alive.
 */
export function watchFile(file: string, onChange: () => void, logger: Logger): FileWatch {
  const name = basename(file);
  let quiet: NodeJS.Timeout | undefined;
  let changedAt = 0;
  let seen: string | undefined;
  let closed = false;

  function changed(): void {
    if (closed) return;
    const now = performance.now();
    if (quiet === undefined) changedAt = now;
    clearTimeout(quiet);
    quiet = setTimeout(
      () => {
        quiet = undefined;
        onChange();
      },
      Math.min(QUIET_MS, Math.max(0, changedAt + MAX_QUIET_MS - now)),
    );
    quiet.unref();
  }

  async function poll(): Promise<void> {
    const found = await fingerprint(file);
    if (seen !== undefined && found !== seen) changed();
    seen = found;
  }

  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(dirname(file), { persistent: false }, (_event, changedName) => {
      if (changedName === null || changedName === name || changedName.startsWith('..')) changed();
    });
    watcher.on('error', (error) => {
      logger.warn({ err: error, file }, 'the folder of a file is watched no more; the file is looked at now and then');
      watcher?.close();
    });
  } catch (error) {
    logger.warn({ err: error, file }, 'the folder of a file cannot be watched; the file is looked at now and then');
  }
  const timer = setInterval(() => void poll(), POLL_MS);
  timer.unref();
  void poll();

  return {
    close: () => {
      closed = true;
      clearInterval(timer);
      clearTimeout(quiet);
      watcher?.close();
    },
  };
}

/** Another one for a file that changed or was replaced. */
async function fingerprint(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
