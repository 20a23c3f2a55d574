import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readlink, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { PostgresStartError } from './PostgresStartError';
import type { ServerUser } from './ServerUser';
import { canEnter, findOrCreatePostgresUser } from './ServerUser';

/** Where the server's files are and whom it runs as (null: as ourselves). */
export interface Storage {
  /** Holds the cluster, its password, its lock and its log. */
  readonly folder: string;
  readonly cluster: string;
  readonly user: ServerUser | null;
}

/**
 * The data folder itself, if the server can get there. When we are root the server runs as another user, who cannot
 * enter a checkout below /root: then the files are in a folder of their own below `sharedFolder`, and
 * `<dataFolder>/cluster` is a link to them.
 */
export async function chooseStorage(dataFolder: string, sharedFolder: string, logger: Logger): Promise<Storage> {
  await mkdir(dataFolder, { recursive: true, mode: 0o755 });
  const folder = await realpath(dataFolder);
  const entry = path.join(folder, 'cluster');
  const known = await stat(path.join(entry, 'PG_VERSION')).catch(() => null);
  const self = process.getuid?.();
  const isRoot = self === 0;
  if (known) {
    const cluster = await realpath(entry);
    if (!isRoot && known.uid !== self) {
      throw new PostgresStartError(
        `${folder} holds data of another user (id ${known.uid}). Start as that user, or choose another home with HANSE_HOME.`,
      );
    }
    // Data that an ordinary user made is served as that user.
    return { folder: path.dirname(cluster), cluster, user: isRoot ? { uid: known.uid, gid: known.gid } : null };
  }
  if (!isRoot) {
    return { folder, cluster: entry, user: null };
  }
  const user = await findOrCreatePostgresUser(logger);
  if (await canEnter(user, folder)) {
    return { folder, cluster: entry, user };
  }
  const elsewhere = (await linkTarget(entry)) ?? (await linkToNewFolder(entry, folder, sharedFolder, logger));
  logger.info(`The user postgres cannot enter ${folder}, so its data is in ${elsewhere}; ${entry} is a link to it`);
  return { folder: elsewhere, cluster: path.join(elsewhere, 'cluster'), user };
}

/** Where a link leads whose cluster is not there yet: a first start was interrupted. */
async function linkTarget(entry: string): Promise<string | null> {
  const info = await lstat(entry).catch(() => null);
  if (!info?.isSymbolicLink()) {
    return null;
  }
  const elsewhere = path.dirname(await readlink(entry));
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  return elsewhere;
}

async function linkToNewFolder(entry: string, home: string, sharedFolder: string, logger: Logger): Promise<string> {
  const created = await newFolder(home, sharedFolder, logger);
  try {
    await symlink(path.join(created, 'cluster'), entry);
    return created;
  } catch (error) {
    await rmdir(created);
    // Another start of this home made the link at the same moment; which of the two goes on is decided by the lock.
    const theirs = await linkTarget(entry);
    if (theirs === null) {
      throw error;
    }
    return theirs;
  }
}

/** Never takes a folder that is there: it may be the data of a home that was moved. */
async function newFolder(home: string, sharedFolder: string, logger: Logger): Promise<string> {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const wanted = path.join(sharedFolder, name);
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  try {
    await mkdir(wanted, { mode: 0o755 });
    return wanted;
  } catch {
    logger.warn(`${wanted} holds data of an earlier home at this place; delete it when it is not needed`);
    const folder = await mkdtemp(`${wanted}-`);
    await chmod(folder, 0o755);
    return folder;
  }
}
