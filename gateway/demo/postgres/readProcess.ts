import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';

/** A process of this machine. Process ids are given again to others, so that only id and start together name one. */
export interface ProcessInfo {
  readonly pid: number;
  /** When it started, in the system's own form: only good for comparing. */
  readonly startedAt: string;
  readonly command: string;
}

/** The process with this id, or null when there is none (one that is dead and not yet reaped counts as none). */
export async function readProcess(pid: number): Promise<ProcessInfo | null> {
  return platform() === 'linux' ? readFromProc(pid) : readFromPs(pid);
}

/** See proc(5): the fields after the name, which may itself hold blanks and parentheses; state is 3, starttime is 22. */
async function readFromProc(pid: number): Promise<ProcessInfo | null> {
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0] ?? '';
    const startedAt = fields[19] ?? '';
    if ('ZX'.includes(state)) {
      return null;
    }
    return { pid, startedAt, command: commandLine.split('\0').join(' ').trim() };
  } catch {
    return null;
  }
}

async function readFromPs(pid: number): Promise<ProcessInfo | null> {
  try {
    const ps = promisify(execFile);
    const columns = ['state=', 'lstart=', 'args='].map((column) =>
      ps('ps', ['-ww', '-p', String(pid), '-o', column], { env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' } }),
    );
    const [state, startedAt, command] = (await Promise.all(columns)).map(({ stdout }) => stdout.trim());
    if (!state || state.startsWith('Z') || !startedAt) {
      return null;
    }
    return { pid, startedAt, command: command ?? '' };
  } catch {
    return null;
  }
}
