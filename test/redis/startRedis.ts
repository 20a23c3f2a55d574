import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

/** A Redis server of a test's own, on the loopback address, that keeps nothing. */
export interface TestRedis {
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Holds it up, or lets it go on: its connections stay. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

export async function startRedis(executable: string, port: number, password: string): Promise<TestRedis> {
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', password];
  const child = spawn(executable, words, { cwd: tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  await Promise.race([ready(child), exit.then(() => Promise.reject(new Error('redis-server ended at once.')))]);
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    signal: (signal) => child.kill(signal),
  };
}

function ready(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (data) => {
      said += String(data);
      if (said.includes('Ready to accept connections')) resolve();
    });
  });
}
