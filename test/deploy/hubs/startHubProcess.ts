import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { untilOk } from '../../until';

/** A hub as an operator runs it: a process of its own, with settings from its environment alone. */
export interface HubProcess {
  readonly port: number;
  readonly url: string;
  /** Resolves when it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const ROOT = join(__dirname, '..', '..', '..');

/** Resolves when it is ready: it was at every city once. */
export async function startHubProcess(settings: Readonly<Record<string, string>>, port = 0): Promise<HubProcess> {
  const child = spawn(process.execPath, ['-r', './register.js', 'gateway/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...settings, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [said] = (await Promise.race([
    once(child.stdout, 'data'),
    exit.then(() => Promise.reject(new Error('The hub ended at once.'))),
  ])) as [Buffer];
  const url = /http:\S+(?=\/graphql)/.exec(String(said))![0];
  await untilOk(`${url}/health/ready`);
  return {
    port: Number(new URL(url).port),
    url,
    end: async (signal) => {
      child.kill(signal);
      await exit;
    },
  };
}
