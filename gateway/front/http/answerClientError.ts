import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errorBody } from './refuse';
import { OF_ONE_VIEWER } from './tellCaches';

/** For a client to read the answer, in milliseconds: to end the connection while it still sends would take that from it. */
const LINGER_MS = 500;

/**
 * Answers what is no request that node can read as a GraphQL error, and ends the connection: where the next request would
 * begin is not known. It comes before any route, and is counted nowhere.
 */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = describe(error.code);
  const body = JSON.stringify(errorBody(message, 'BAD_REQUEST'));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'X-Content-Type-Options: nosniff',
      ...Object.entries(OF_ONE_VIEWER).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => {
    clearTimeout(linger);
  });
}

function describe(code: string | undefined): [status: number, message: string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'The request did not come to its end in time.'];
    case 'HPE_HEADER_OVERFLOW':
      return [
        431,
        `The address and the headers have more than ${maxHeaderSize} bytes, which is the limit. Send the query by POST.`,
      ];
    default:
      return [400, 'This is no valid HTTP/1.1 request.'];
  }
}
