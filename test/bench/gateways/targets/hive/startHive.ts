import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { findFreePort } from '../../../../../gateway/demo/postgres/findFreePort';
import { runChild } from '../../../runChild';

export interface HiveOptions {
  /** Where it is installed. */
  readonly folder: string;
  readonly supergraphFile: string;
  /** Whether to plan and execute by its Rust planner. */
  readonly rust: boolean;
  readonly signal: AbortSignal;
}

export interface Hive {
  readonly url: string;
  readonly pid: number;
  end(): Promise<void>;
}

const START_MS = 60_000;
const LOOK_MS = 50;

/** Runs Hive Gateway by its own command, and waits until it is ready. */
export async function startHive({ folder, supergraphFile, rust, signal }: HiveOptions): Promise<Hive> {
  const port = await findFreePort();
  const child = await runChild(
    path.join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js'),
    [
      'supergraph',
      supergraphFile,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--config-path', path.join(folder, 'hive.config.ts')],
      ...(rust ? ['--hive-router-runtime'] : []),
    ],
    signal,
  );
  const origin = `http://127.0.0.1:${port}`;
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(START_MS)]);
    while (!(await isReady(`${origin}/readiness`))) await sleep(LOOK_MS, undefined, { signal: deadline });
  } catch (error) {
    await child.end();
    throw error;
  }
  return { url: `${origin}/graphql`, pid: child.pid, end: () => child.end() };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url);
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
