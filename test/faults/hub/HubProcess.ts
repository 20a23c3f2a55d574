import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Its exit code, or the signal that killed it. */
export type Exit = number | NodeJS.Signals | null;

/** A hub as its operators run it. */
export interface HubProcess {
  /** Origin. */
  readonly url: string;
  /** The lines of its log that are there so far. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly exit: Promise<Exit>;
  /** Bytes of its heap that are in use once garbage was collected. */
  heapUsed(): Promise<number>;
  signal(signal: NodeJS.Signals): void;
  /** Closes the pipe that it writes to, as when the reader dies. */
  breakPipe(which: 'stdout' | 'stderr'): void;
}

const repository = path.join(__dirname, '../../..');

/** Runs `gateway/main.ts` with nothing but this environment, on a free port and without a limit on requests. */
export function spawnHub(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(
    process.execPath,
    ['--expose-gc', '-r', './register.js', '-r', path.join(__dirname, 'tellMemory.ts'), 'gateway/main.ts'],
    {
      cwd: repository,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        PORT: '0',
        HANSE_REQUESTS_PER_MINUTE: '0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
}

/**
 * Runs a hub, and waits until it says where it is.
 *
 * @throws Error with what it said when it ends before that
 */
export async function startHub(environment: Readonly<Record<string, string>>): Promise<HubProcess> {
  const child = spawnHub(environment);
  const log: Record<string, unknown>[] = [];
  let complaints = '';
  let rest = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('{')) log.push(JSON.parse(line) as Record<string, unknown>);
      else complaints += `${line}\n`;
    }
  });
  const exit = once(child, 'exit').then(([code, signal]) => (code ?? signal) as Exit);
  const said = once(child.stdout!, 'data').then(([data]) => /http:\S+(?=\/graphql)/.exec(String(data))?.[0]);
  const url = await Promise.race([said, exit.then(() => undefined)]);
  if (url === undefined) throw new Error(`The hub ended: ${complaints}`);
  return {
    url,
    log,
    exit,
    async heapUsed() {
      const told = once(child, 'message') as Promise<[number]>;
      child.send('memory');
      return (await told)[0];
    },
    signal: (signal) => void child.kill(signal),
    breakPipe: (which) => void child[which]!.destroy(),
  };
}
