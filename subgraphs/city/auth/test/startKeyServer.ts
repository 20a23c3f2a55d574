import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

/** Publishes keys as a hub does. */
export interface KeyServer {
  readonly url: string;
  keys: readonly JWK[];
  isDown: boolean;
  /** Of another answer, what is not as usual. */
  instead: { readonly status?: number; readonly location?: string; readonly body?: string };
  /** Takes requests and never answers. */
  isHanging: boolean;
  /** How often the keys were asked for. */
  requests: number;
  close(): Promise<void>;
}

export async function startKeyServer(...keys: readonly JWK[]): Promise<KeyServer> {
  const server = createServer((_, response) => {
    keyServer.requests += 1;
    if (keyServer.isHanging) return;
    response.setHeader('content-type', 'application/jwk-set+json');
    const { status, location, body } = keyServer.instead;
    if (location !== undefined) response.setHeader('location', location);
    response.statusCode = status ?? (keyServer.isDown ? 502 : 200);
    response.end(body ?? JSON.stringify({ keys: keyServer.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const keyServer: KeyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`,
    keys,
    isDown: false,
    instead: {},
    isHanging: false,
    requests: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return keyServer;
}
