import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';

/** A NATS server of a test's own, on the loopback address. */
export interface TestNats {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Has it take another configuration, without an end. */
  reload(configuration: string): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** @param configuration what stands in its file beside the port */
export async function startNats(executable: string, configuration = '', port?: number): Promise<TestNats> {
  const bound = port ?? (await findFreePort());
  const folder = mkdtempSync(join(tmpdir(), 'hanse-nats-'));
  const file = join(folder, 'nats.conf');
  const write = (text: string): void => {
    writeFileSync(file, `listen: "127.0.0.1:${bound}"\n${text}`);
  };
  write(configuration);
  const child = spawn(executable, ['--config', file], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  await Promise.race([
    said(child, 'Server is ready'),
    exit.then(() => Promise.reject(new Error('nats-server ended at once.'))),
  ]);
  return {
    url: `nats://127.0.0.1:${bound}`,
    port: bound,
    pid: child.pid!,
    reload: async (text) => {
      write(text);
      const reloaded = said(child, 'Reloaded server configuration');
      child.kill('SIGHUP');
      await reloaded;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

function said(child: ChildProcess, words: string): Promise<void> {
  let text = '';
  return new Promise((resolve, reject) => {
    const listen = (data: unknown): void => {
      text += String(data);
      if (text.includes('Failed to reload')) reject(new Error(text));
      if (!text.includes(words)) return;
      child.stderr?.off('data', listen);
      child.stderr?.resume();
      resolve();
    };
    child.stderr?.on('data', listen);
  });
}
