import { readdirSync, readFileSync } from 'node:fs';

/** Of /proc: `USER_HZ`, which is 100 on every Linux that node runs on. */
const TICK_US = 10_000;

/**
 * Microseconds of processor time that a process and its children have taken so far, all threads of theirs together, and
 * children that have ended; null where there is no /proc. See proc(5): utime, stime, cutime and cstime are fields 14 to 17
 * of stat, the second may hold blanks.
 */
export function cpuTime(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_US;
    return childrenOf(pid).reduce((sum, child) => sum + (cpuTime(child) ?? 0), own);
  } catch {
    return null;
  }
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  );
}
