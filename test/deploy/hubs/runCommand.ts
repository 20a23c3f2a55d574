import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..', '..');
const MAIN = { hub: 'gateway/operator/main.ts', city: 'subgraphs/city/main.ts' };

/** Runs a command as an operator types it after `npm run`, and resolves to what it says. Rejects when it fails. */
export async function runCommand(command: keyof typeof MAIN, ...words: readonly string[]): Promise<string> {
  const args = ['-r', './register.js', MAIN[command], ...words];
  return (await promisify(execFile)(process.execPath, args, { cwd: ROOT })).stdout;
}
