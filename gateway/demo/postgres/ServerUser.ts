import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { PostgresStartError } from './PostgresStartError';

const run = promisify(execFile);

/** Whom the server runs as when this process is root, for PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user `postgres` of this machine, created (without a home, without a login) when there is none. */
export async function findOrCreatePostgresUser(logger: Logger): Promise<ServerUser> {
  const found = await lookUp('postgres');
  if (found) {
    return found;
  }
  logger.info('PostgreSQL does not run as root: creating the system user postgres for it');
  try {
    await run('groupadd', ['--system', '--force', 'postgres']);
    await run('useradd', [
      ...['--system', '--gid', 'postgres', '--no-create-home'],
      ...['--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', 'postgres'],
    ]);
  } catch (cause) {
    throw new PostgresStartError(
      'PostgreSQL does not run as root, and the user postgres that it could run as cannot be created here. ' +
        'Create that user, or start as an ordinary user.',
      { cause },
    );
  }
  const created = await lookUp('postgres');
  if (!created) {
    throw new PostgresStartError('The user postgres was created, but the system does not know it.');
  }
  return created;
}

async function lookUp(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/** Whether this user (null: we ourselves) may enter the folder; asked of the system, since rights are more than modes. */
export async function canEnter(user: ServerUser | null, folder: string): Promise<boolean> {
  return succeeds(user, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]);
}

/** Whether this user (null: we ourselves) can run the program with these arguments to a good end. */
export async function succeeds(user: ServerUser | null, program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, [...args], { ...user, cwd: '/', env: { LC_ALL: 'C' } });
    return true;
  } catch {
    return false;
  }
}
