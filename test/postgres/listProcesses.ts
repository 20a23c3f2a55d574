import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface ListedProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
}

/** The processes of this machine that run, without those that are dead and not yet reaped. */
export async function listProcesses(): Promise<ListedProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,ppid=,state=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parentPid, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || state?.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parentPid: Number(parentPid), command: command ?? '' }];
  });
}

/** The process with this id and all that it started, directly or through others. */
export async function listWithDescendants(pid: number): Promise<ListedProcess[]> {
  const all = await listProcesses();
  const family = all.filter((process) => process.pid === pid);
  for (const member of family) {
    family.push(...all.filter((process) => process.parentPid === member.pid));
  }
  return family;
}
