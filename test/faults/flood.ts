import type { Socket } from 'node:net';

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
