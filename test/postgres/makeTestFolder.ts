import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';

/** Linux keeps these files in memory: to make a database there takes a twentieth of the time that it takes on a disk. */
const MEMORY = '/dev/shm';
/** `TMPFS_MAGIC` of statfs(2). */
const TMPFS = 0x01021994;
/** A run needs some hundred megabytes; containers often have 64. */
const ROOM_BYTES = 2 * 1024 ** 3;
/** Beside what jest's processes take. */
const FREE_MEMORY_BYTES = 8 * 1024 ** 3;

const NAME = /^hanse-test-(\d+)-/;

/** A folder for all files of a run, in memory where there is room. Those of runs that were killed are removed. */
export async function makeTestFolder(): Promise<string> {
  const parent = (await hasRoom()) ? MEMORY : tmpdir();
  await removeLeftovers(parent);
  const folder = await mkdtemp(path.join(parent, `hanse-test-${process.pid}-`));
  // As of any folder for temporary files: PostgreSQL runs as another user, and so does what some tests start.
  await chmod(folder, 0o1777);
  return folder;
}

async function hasRoom(): Promise<boolean> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  if (memory?.type !== TMPFS) return false;
  return memory.bavail * memory.bsize >= ROOM_BYTES && freemem() >= FREE_MEMORY_BYTES;
}

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(NAME.exec(name)?.[1] ?? 0);
    if (pid === 0 || isAlive(pid)) continue;
    // Another user's are not ours to remove.
    await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
