import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server that nobody has any business with: notes the first line of whatever comes, and sings. */
export interface Canary {
  readonly port: number;
  readonly heard: readonly string[];
  close(): Promise<void>;
}

export async function startCanary(host = '127.0.0.1'): Promise<Canary> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    heard.push('a connection');
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      heard.push(head.toString('latin1').split('\r\n', 1).join(''));
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{"keys":[]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
