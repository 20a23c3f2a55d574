import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What a file can hold on such a disk. */
export const DISK_BYTES = 1_048_576;

/** A text behind a comment, such that a file with it can take so many bytes more. */
export const fillUp = (text: string, leftBytes: number): string =>
  `${'#'.repeat(DISK_BYTES - leftBytes - Buffer.byteLength(text) - 1)}\n${text}`;

/**
 * Runs Node where no file can become larger than `DISK_BYTES`. As on a full disk, what fits is written, and the rest is an
 * error: EFBIG in the place of ENOSPC. It is a process of its own, since Jest's would be ended for that by a signal.
 *
 * @param words a program in TypeScript and its arguments, or `-e` and the program itself
 */
export function onFullDisk(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly err: string }> {
  return new Promise((resolve) => {
    const command = ['-c', 'ulimit -f 1024 && exec "$@"', 'bash', process.execPath, '-r', './register.js', ...words];
    const options = { cwd: join(__dirname, '../..'), env: { ...process.env, ...env } };
    const child = execFile('bash', command, options, (_error, _out, err) => {
      resolve({ code: child.exitCode, err });
    });
  });
}
