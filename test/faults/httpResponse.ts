import type { Socket } from 'node:net';

export interface ResponseHead {
  /** Code and reason. */
  readonly status?: string;
  /** In place of the usual ones, which are those of a JSON answer. Undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** An HTTP/1.1 response as it goes over the wire. */
export function httpResponse(body: string | Buffer, head: ResponseHead = {}): Buffer {
  const headers: ResponseHead['headers'] = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...head.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const start = [`HTTP/1.1 ${head.status ?? '200 OK'}`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(start), Buffer.from(body)]);
}

/** A JSON string without an end. */
const CHUNK = Buffer.alloc(64 * 1024, 'x');

/** Answers with so many bytes, no faster than they are taken, until the hub hangs up. */
export async function flood(
  socket: Socket,
  { chunked, bytes }: { readonly chunked: boolean; readonly bytes: number },
): Promise<void> {
  const length = chunked ? 'transfer-encoding: chunked' : `content-length: ${bytes}`;
  socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${length}\r\n\r\n`);
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += CHUNK.length) {
    if (chunked) socket.write(`${CHUNK.length.toString(16)}\r\n`);
    const isTaken = socket.write(chunked ? Buffer.concat([CHUNK, Buffer.from('\r\n')]) : CHUNK);
    if (!isTaken) await drained(socket);
  }
}

/** Resolves too when nobody takes any more. */
export function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      socket.off('drain', end);
      socket.off('close', end);
      resolve();
    };
    socket.once('drain', end);
    socket.once('close', end);
  });
}
