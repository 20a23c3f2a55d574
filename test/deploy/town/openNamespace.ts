import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A machine without any network but its own loopback, on which some servers of elsewhere are to be had. */
export interface Namespace {
  /** Runs a script of bash there until it ends, and resolves to what it says. Rejects when a command of it fails. */
  run(script: string, env: NodeJS.ProcessEnv): Promise<string>;
  /** Starts a program there. */
  start(program: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): ChildProcess;
  close(): Promise<void>;
}

/**
 * Has the system make a network namespace. Nothing leads into it, and nothing out of it but its ports in `servers`.
 *
 * @param servers by their ports at 127.0.0.1 there: the ports at 127.0.0.1 here
 * @param folder of files that go between
 * @throws Error where the machine does not let this user make one
 */
export async function openNamespace(servers: Readonly<Record<number, number>>, folder: string): Promise<Namespace> {
  const sockets: Server[] = [];
  const paths: string[] = [];
  for (const [port, target] of Object.entries(servers)) {
    const path = join(folder, `${port}.sock`);
    const server = createServer((socket) => {
      const there = connect(target, '127.0.0.1');
      socket.pipe(there).pipe(socket);
      socket.on('error', () => there.destroy());
      there.on('error', () => socket.destroy());
    });
    server.listen(path);
    await once(server, 'listening');
    sockets.push(server);
    paths.push(`${port}=${path}`);
  }
  const args = ['--net', process.execPath, join(__dirname, 'bridge.js'), ...paths];
  const holder = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  holder.stderr.on('data', (text) => (said += String(text)));
  const isOpen = await Promise.race([once(holder.stdout, 'data').then(() => true), once(holder, 'exit')]);
  const enter = [`--net=/proc/${holder.pid}/ns/net`];
  const close = async (): Promise<void> => {
    if (holder.exitCode === null && holder.kill('SIGKILL')) await once(holder, 'exit');
    await Promise.all(sockets.map((server) => new Promise((resolve) => server.close(resolve))));
    for (const path of paths) rmSync(path.replace(/^\d+=/, ''), { force: true });
  };
  if (isOpen !== true) {
    await close();
    throw new Error(`There is no network namespace to be had here: ${said.trim()}`);
  }
  return {
    async run(script, env) {
      const all = [...enter, 'bash', '-euo', 'pipefail', '-c', script];
      return (await promisify(execFile)('nsenter', all, { env, maxBuffer: 2 ** 26 })).stdout;
    },
    start: (program, words, options) => spawn('nsenter', [...enter, program, ...words], options),
    close,
  };
}
