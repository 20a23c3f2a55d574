import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Stands for all that lies beyond this machine: a proxy that lets nothing pass and notes who knocks. Chromium calls its
 * maker of its own accord, whatever page it shows and whatever it is told; that stays here too, but is not noted.
 */
export interface Trap {
  /** For the browser's `--proxy-server`. */
  readonly url: string;
  /** First lines of the requests that came, such as `CONNECT fonts.example:443 HTTP/1.1`. */
  readonly caught: readonly string[];
  close(): Promise<void>;
}

const CHROMIUM_ITSELF = /^\S+ (http:\/\/)?[\w.-]+\.(google|googleapis|gstatic|gvt1)\.com[:/]/;

export async function startTrap(): Promise<Trap> {
  const caught: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      const [line = ''] = head.toString('latin1').split('\r\n');
      if (!CHROMIUM_ITSELF.test(line)) caught.push(line);
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caught,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
