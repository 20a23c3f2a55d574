import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Release } from './findReleaseBefore';
import { untilOk } from '../../until';

const register = path.join(__dirname, '../../../register.js');

/** A server of a release, in a process of its own. */
export interface ServedRelease {
  readonly url: string;
  close(): Promise<void>;
}

/** Runs one of its programs to the end, such as `subgraphs/city/main.ts`. Rejects with what it said where it failed. */
export async function runRelease(
  release: Release,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const child = start(release, args, env);
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${said}`);
}

/** Starts one of its servers, and resolves when it answers at a path of its health, which its port is put before. */
export async function serveRelease(
  release: Release,
  args: readonly string[],
  { port, health, ...env }: Readonly<Record<string, string>> & { readonly port: string; readonly health: string },
): Promise<ServedRelease> {
  const child = start(release, args, { ...env, PORT: port });
  const exited = once(child, 'exit');
  const said: string[] = [];
  child.stderr!.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await untilOk(`${url}${health}`, () => {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}: ${said.join('')}`);
  });
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function start(
  { folder, env: own }: Release,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, ['-r', register, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...own, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
