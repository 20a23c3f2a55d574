import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import type { Logger } from 'pino';

export interface FolderWatch {
  /** Ends the watch. Nothing is called any more. */
  close(): void;
}

/** What in a folder is watched. */
export interface Watched {
  /** Such as the path of a file, for the log. */
  readonly what: string;
  /** Whether it may be another one when what is called so in the folder changed. */
  readonly concerns: (name: string) => boolean;
  /** Another text when it is another one. Never rejects. */
  readonly fingerprint: () => Promise<string>;
}

/** What is being written is left until it was quiet for so long, in milliseconds, */
const QUIET_MS = 100;
/** but not longer than this. */
const MAX_QUIET_MS = 1_000;
/** Where the system tells nothing: network drives, files mounted one by one, symbolic links to elsewhere. */
const POLL_MS = 2_000;

/**
 * Calls `onChange` soon after what is watched in a folder may have changed. As a safety net it is looked at now and then.
 * Keeps no process alive.
 */
export function watchFolder(
  folder: string,
  { what, concerns, fingerprint }: Watched,
  onChange: () => void,
  logger: Logger,
): FolderWatch {
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
    const found = await fingerprint();
    if (seen !== undefined && found !== seen) changed();
    seen = found;
  }

  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { persistent: false }, (_event, changedName) => {
      if (changedName === null || concerns(changedName)) changed();
    });
    watcher.on('error', (error) => {
      logger.warn({ err: error, file: what }, 'a folder is watched no more; what is in it is looked at now and then');
      watcher?.close();
    });
  } catch (error) {
    logger.warn({ err: error, file: what }, 'a folder cannot be watched; what is in it is looked at now and then');
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
