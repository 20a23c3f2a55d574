import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { until } from '../until';

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
