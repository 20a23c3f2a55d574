import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Storage } from './chooseStorage';
import type { PostgresBinaries } from './provideBinaries';
import { PostgresStartError } from './PostgresStartError';

const draftPrefix = 'initdb-';

/**
 * Makes the cluster, unless there is one. It is made under another name and then renamed, so that a start that was
 * interrupted leaves nothing that looks like a cluster. Only the holder of the folder's lock may call this.
 *
 * Locale: PostgreSQL's own C.UTF-8, which is the same on every machine and knows the case of every script.
 */
export async function initCluster(storage: Storage, binaries: PostgresBinaries, password: string): Promise<void> {
  await removeDrafts(storage.folder);
  if (await stat(path.join(storage.cluster, 'PG_VERSION')).catch(() => null)) {
    return;
  }
  // A name of its own each time: the initdb of a start that was killed may still be writing to its draft.
  const draft = path.join(storage.folder, `${draftPrefix}${randomBytes(6).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await mkdir(draft, { mode: 0o700 });
    if (storage.user) {
      await chown(passwordFile, storage.user.uid, storage.user.gid);
      await chown(draft, storage.user.uid, storage.user.gid);
    }
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...storage.user, cwd: storage.folder, env: { LC_ALL: 'C', TZ: 'UTC' } },
    );
    await removeDanglingLink(storage.cluster);
    await rename(draft, storage.cluster);
  } catch (cause) {
    const { stderr } = cause as { stderr?: string };
    throw new PostgresStartError(
      `The database cluster could not be made in ${storage.folder}.\n${stderr ?? ''}`.trim(),
      {
        cause,
      },
    );
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(draftPrefix)) {
      await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 10 });
    }
  }
}

async function removeDanglingLink(file: string): Promise<void> {
  const info = await lstat(file).catch(() => null);
  if (info?.isSymbolicLink()) {
    await unlink(file);
  }
}
