import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readProcess } from './readProcess';

/** The right of one process to run the server of a folder. */
interface OwnerLock {
  release(): Promise<void>;
}

/**
 * Takes the folder for this process, for as long as the process lives or until it is released.
 *
 * The lock is a file that names its owner by process id and start time. A lock whose owner is gone is taken over: that is
 * how an orphaned server is told from one that somebody still uses.
 *
 * @throws HomeInUseError when its owner lives.
 */
export async function takeOwnerLock(folder: string): Promise<OwnerLock> {
  const file = path.join(folder, 'owner.json');
  const self = await readProcess(process.pid);
  const content = JSON.stringify({ pid: process.pid, startedAt: self?.startedAt ?? '' });
  for (;;) {
    if (await createWhole(file, content)) {
      return { release: () => rm(file, { force: true }) };
    }
    await removeWhenOwnerIsGone(file, folder);
  }
}

/** Creates the file with its content at once: a reader never sees it half written. False when there is one already. */
async function createWhole(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content, { mode: 0o644 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeWhenOwnerIsGone(file: string, folder: string): Promise<void> {
  const seen = await readFile(file, 'utf8').catch(() => null);
  if (seen === null) {
    return;
  }
  await refuseWhenOwnerLives(seen, folder);
  // Two processes may find the same dead owner. What is moved away is looked at again, for the other one may have put
  // its own lock there meanwhile.
  const moved = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, moved);
  } catch {
    return;
  }
  const taken = await readFile(moved, 'utf8');
  if (taken !== seen) {
    await link(moved, file).catch(() => undefined);
  }
  await rm(moved, { force: true });
}

async function refuseWhenOwnerLives(content: string, folder: string): Promise<void> {
  const owner = parseOwner(content);
  const process = owner && (await readProcess(owner.pid));
  if (owner && process && process.startedAt === owner.startedAt) {
    throw new HomeInUseError(folder, owner.pid);
  }
}

function parseOwner(content: string): { pid: number; startedAt: string } | null {
  try {
    const { pid, startedAt } = JSON.parse(content) as Record<string, unknown>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

/** Another living process runs its server on this folder. Its server is left alone. */
export class HomeInUseError extends Error {
  override readonly name = 'HomeInUseError';

  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `${folder} is in use by process ${pid}. Stop that process first, ` +
        'or give this one a home of its own with HANSE_HOME (and a PORT of its own).',
    );
  }
}
