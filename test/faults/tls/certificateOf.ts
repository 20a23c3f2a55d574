import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** The certificate by which a client made itself known, in PEM. Undefined where it has none. */
export function certificateOf({ socket }: IncomingMessage): string | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.toString() : undefined;
}
