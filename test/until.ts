import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 5;

/**
 * Waits until something holds.
 *
 * @throws Error when it does not in that time
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() > startedAt + withinMs) throw new Error(`In ${withinMs} ms it did not come to: ${what}`);
    await sleep(LOOK_MS);
  }
}

/**
 * Waits until a server answers at an address with success.
 *
 * @param expectRunning throws where it never will, because the server has ended
 */
export function untilOk(url: string, expectRunning: () => void = () => undefined, withinMs?: number): Promise<void> {
  const isOk = async (): Promise<boolean> => {
    expectRunning();
    const response = await fetch(url).catch(() => undefined);
    await response?.arrayBuffer();
    return response?.ok === true;
  };
  return until(`an answer at ${url}`, isOk, withinMs);
}

/**
 * Waits until a program takes connections at a port of the loopback address.
 *
 * @param describe tells what is wrong where it ends before that
 * @throws Error with that
 */
export function untilListening(port: number, child: ChildProcess, describe: () => string): Promise<void> {
  return until(`connections at ${port}`, () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(describe());
    return accepts(port);
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
