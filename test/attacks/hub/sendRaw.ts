import { connect } from 'node:net';

export interface RawAnswer {
  /** All that came, as it came. */
  readonly text: string;
  /** HTTP status of each response in it. */
  readonly statuses: readonly number[];
  /** Whether the server closed the connection. */
  readonly closed: boolean;
}

/**
 * Writes bytes to a port of this machine as they are, and reads until the server closes the connection, `isEnough` is
 * satisfied or the time is over.
 */
export function sendRaw(
  port: number,
  bytes: string,
  { isEnough = () => false, patienceMs = 5_000 }: { isEnough?: (text: string) => boolean; patienceMs?: number } = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    let closed = false;
    const socket = connect(port, '127.0.0.1');
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      resolve({ text, statuses, closed });
    };
    const timer = setTimeout(end, patienceMs);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (isEnough(text)) end();
    });
    // A reset is an end, too.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      closed = true;
      end();
    });
    socket.write(bytes, 'latin1');
  });
}
