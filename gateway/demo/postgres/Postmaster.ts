import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessInfo } from './readProcess';
import { readProcess } from './readProcess';

/** The first eight lines of `postmaster.pid` that matter here (PostgreSQL, src/include/utils/pidfile.h). */
interface PidFile {
  readonly pid: number;
  readonly ready: boolean;
}

async function readPidFile(cluster: string): Promise<PidFile | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) {
    return null;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null;
}

/** Whether the server with this process id serves this cluster and takes connections. */
export async function isReady(cluster: string, pid: number): Promise<boolean> {
  const file = await readPidFile(cluster);
  return file?.pid === pid && file.ready;
}

/**
 * The server that runs on this cluster, or null. A process that merely got the id of a server that died is told from it
 * by its command line.
 */
export async function findPostmaster(cluster: string): Promise<ProcessInfo | null> {
  const file = await readPidFile(cluster);
  const running = file && (await readProcess(file.pid));
  return running?.command.includes(`-D ${cluster} -p `) ? running : null;
}

/**
 * Removes the note of a server that died, when its process id now belongs to a program that is no PostgreSQL: the server
 * itself would take that process for the old server, and refuse to start for as long as it runs.
 */
export async function removeStalePidFile(cluster: string): Promise<void> {
  const file = await readPidFile(cluster);
  const running = file && (await readProcess(file.pid));
  if (running && !/postgres|postmaster/.test(running.command)) {
    await rm(path.join(cluster, 'postmaster.pid'), { force: true });
  }
}

/** PostgreSQL's ways to shut down, in the order in which they are tried, and how long each is given. */
const shutdowns = {
  /** Waits for the sessions: a pool that was closed a moment ago has said goodbye, but may not yet have been heard. */
  smart: { signal: 'SIGTERM', ms: 2_000 },
  /** Ends the sessions and writes the data. */
  fast: { signal: 'SIGINT', ms: 10_000 },
  /** Drops everything; the next start recovers from the log. */
  immediate: { signal: 'SIGQUIT', ms: 10_000 },
} as const;

/**
 * Stops a server, harder from one way of shutting down to the next, and waits until it is gone.
 *
 * @returns whether it is gone.
 */
export async function stopPostmaster(
  server: ProcessInfo,
  ways: readonly (keyof typeof shutdowns)[] = ['fast', 'immediate'],
): Promise<boolean> {
  for (const way of ways) {
    const { signal, ms } = shutdowns[way];
    try {
      process.kill(server.pid, signal);
    } catch {
      return isGone(server);
    }
    const end = Date.now() + ms;
    while (Date.now() < end) {
      if (await isGone(server)) {
        return true;
      }
      await sleep(20);
    }
  }
  return false;
}

async function isGone(server: ProcessInfo): Promise<boolean> {
  return (await readProcess(server.pid))?.startedAt !== server.startedAt;
}
