import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { chooseStorage } from './chooseStorage';
import type { Storage } from './chooseStorage';
import { createOwnedDatabase } from './createOwnedDatabase';
import { findFreePort } from './findFreePort';
import { findPostgresBinaries, provideBinaries } from './provideBinaries';
import type { PostgresBinaries } from './provideBinaries';
import { initCluster } from './initCluster';
import { findPostmaster, isReady, removeStalePidFile, stopPostmaster } from './Postmaster';
import { PostgresStartError } from './PostgresStartError';
import { readProcess } from './readProcess';
import type { ProcessInfo } from './readProcess';
import { takeOwnerLock } from './takeOwnerLock';

export interface PostgresOptions {
  /** Where the server's files are kept; created when missing. One process at a time. */
  readonly dataFolder: string;
  /** Port on 127.0.0.1; a free one when not given. */
  readonly port?: number;
  /** Settings of the server beyond its defaults, e.g. `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where root puts what the server's user could not reach otherwise: programs and data of a checkout below /root. */
  readonly sharedFolder?: string;
  readonly logger: Logger;
}

/** A PostgreSQL server that is this process's own and ends with `stop`. */
export interface RunningPostgres {
  readonly port: number;
  /** Where its files really are: `dataFolder`, or a folder that the server's user can reach. */
  readonly folder: string;
  readonly superuserUrl: string;
  /** Creates the database and its owner role of the same name where they are missing; the URL is that of the owner. */
  createDatabase(name: string): Promise<string>;
  /** Ends the server, which ends its sessions. May be called twice. */
  stop(): Promise<void>;
}

/** How long a start is tried again: a server that was killed leaves shared memory in use for a moment. */
const retryMs = 10_000;
/** How long a server that runs may take until it is ready: after a crash it first reads its log. */
const readyMs = 60_000;

/**
 * Starts a PostgreSQL of this process's own on loopback, making its cluster on the first start. A server that an earlier
 * process left behind on this folder is stopped first.
 *
 * @throws HomeInUseError when another living process uses the folder.
 * @throws PostgresStartError when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataFolder, logger, sharedFolder = '/var/lib/hanse' } = options;
  const storage = await chooseStorage(dataFolder, sharedFolder, logger);
  const lock = await takeOwnerLock(storage.folder);
  try {
    const binaries = await provideBinaries(findPostgresBinaries(), storage.user, sharedFolder, logger);
    await stopOrphan(storage, logger);
    const password = await readOrCreatePassword(storage);
    await initCluster(storage, binaries, password);
    const server = await startServer(storage, binaries, options);
    const urlOf = (name: string, secret: string): string =>
      `postgres://${encodeURIComponent(name)}:${secret}@127.0.0.1:${server.port}/${encodeURIComponent(name)}`;
    const superuserUrl = urlOf('postgres', password);
    let stopped: Promise<void> | undefined;
    return {
      port: server.port,
      folder: storage.folder,
      superuserUrl,
      async createDatabase(name) {
        // Derived, so that there is one secret to keep.
        const secret = createHmac('sha256', password).update(name).digest('base64url');
        await createOwnedDatabase(superuserUrl, { name, password: secret });
        return urlOf(name, secret);
      },
      stop() {
        stopped ??= server.stop().finally(() => lock.release());
        return stopped;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function stopOrphan(storage: Storage, logger: Logger): Promise<void> {
  const orphan = await findPostmaster(storage.cluster);
  if (!orphan) {
    await removeStalePidFile(storage.cluster);
    return;
  }
  logger.info({ pid: orphan.pid }, 'stopping the PostgreSQL that an earlier start left behind');
  if (!(await stopPostmaster(orphan))) {
    throw new PostgresStartError(
      `An earlier start left a PostgreSQL behind (process ${orphan.pid}) that does not stop.`,
    );
  }
}

async function readOrCreatePassword(storage: Storage): Promise<string> {
  const file = path.join(storage.folder, 'password');
  const known = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  });
  if (known !== null) {
    return known.trim();
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(`${file}.new`, password, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}

interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

async function startServer(storage: Storage, binaries: PostgresBinaries, options: PostgresOptions): Promise<Server> {
  const end = Date.now() + retryMs;
  for (;;) {
    const port = options.port ?? (await findFreePort());
    const server = await tryServer(storage, binaries, options, port);
    if (server) {
      return server;
    }
    if (Date.now() > end) {
      const log = await readFile(logFile(storage), 'utf8').catch(() => '');
      throw new PostgresStartError(
        `PostgreSQL did not start. It said:\n${log.trim().split('\n').slice(-10).join('\n')}`,
      );
    }
    await sleep(500);
  }
}

/** One start on one port; null when the server ended before it was ready. */
async function tryServer(
  storage: Storage,
  binaries: PostgresBinaries,
  { settings, logger }: PostgresOptions,
  port: number,
): Promise<Server | null> {
  const child = await spawnServer(storage, binaries, port, settings ?? {});
  // A program that cannot be run has no process id; the event that says so would end us if nobody listened.
  child.on('error', (error) => {
    logger.error({ err: error }, 'PostgreSQL cannot be run');
  });
  const started = child.pid === undefined ? null : await readProcess(child.pid);
  if (!started || !(await becomesReady(storage, child, started))) {
    return null;
  }
  let stopping = false;
  // When this process ends without having stopped it (an exception that nobody caught), the server is told in passing.
  const endWithUs = (): void => {
    child.kill('SIGINT');
  };
  process.once('exit', endWithUs);
  child.once('exit', (code, signal) => {
    if (!stopping) {
      logger.error({ code, signal, log: logFile(storage) }, 'PostgreSQL ended by itself');
    }
  });
  return {
    port,
    async stop() {
      stopping = true;
      process.off('exit', endWithUs);
      if (!(await stopPostmaster(started, ['smart', 'fast', 'immediate']))) {
        throw new Error(`PostgreSQL (process ${started.pid}) does not stop.`);
      }
    },
  };
}

/** False when the server ended before it was ready. */
async function becomesReady(storage: Storage, child: ChildProcess, server: ProcessInfo): Promise<boolean> {
  const end = Date.now() + readyMs;
  while (child.exitCode === null && child.signalCode === null) {
    if (await isReady(storage.cluster, server.pid)) {
      return true;
    }
    if (Date.now() > end) {
      await stopPostmaster(server);
      throw new PostgresStartError(
        `PostgreSQL was not ready after ${readyMs / 1000} seconds. See ${logFile(storage)}.`,
      );
    }
    await sleep(20);
  }
  return false;
}

/**
 * In a session of its own, so that Ctrl-C in a terminal reaches only this process, which then ends all parts in order.
 * It writes to a file and not to us, so that it is not hurt when we are killed.
 */
async function spawnServer(
  storage: Storage,
  binaries: PostgresBinaries,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    ...settings,
  };
  // Anew, as it may be another user's: root may have started this home before.
  await rm(logFile(storage), { force: true });
  const log = await open(logFile(storage), 'w', 0o600);
  try {
    return spawn(
      binaries.postgres,
      [
        ...['-D', storage.cluster, '-p', String(port)],
        ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...storage.user,
        cwd: storage.folder,
        detached: true,
        env: { LC_ALL: 'C', TZ: 'UTC' },
        stdio: ['ignore', log.fd, log.fd],
      },
    );
  } finally {
    await log.close();
  }
}

function logFile(storage: Storage): string {
  return path.join(storage.folder, 'server.log');
}
