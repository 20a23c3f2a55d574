import { httpResponse } from '../httpResponse';
import type { FaultyRequest } from '../startFaultyCity';
import type { Fault } from './Fault';
import { TIMED_OUT } from './Fault';

const BYTE_EVERY_MS = 20;
const FLOOD_EVERY_MS = 5;

/** Sends a piece again and again, for as long as the hub listens. */
function trickle({ socket }: FaultyRequest, everyMs: number, next: () => Buffer | string | undefined): void {
  const timer = setInterval(() => {
    const piece = next();
    if (piece === undefined) clearInterval(timer);
    else socket.write(piece);
  }, everyMs);
  socket.once('close', () => {
    clearInterval(timer);
  });
}

/** The connection stands, and the answer does not come. */
export const slowFaults: readonly Fault[] = [
  { id: 'FLT-010', does: 'says nothing', misconduct: { answer: () => undefined }, ...TIMED_OUT },
  {
    id: 'FLT-011',
    does: 'says nothing after the head',
    misconduct: {
      answer: ({ socket }) =>
        void socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n'),
    },
    ...TIMED_OUT,
  },
  {
    id: 'FLT-012',
    does: 'stops in the middle of its answer',
    misconduct: {
      answer: ({ socket, truth }) => void socket.write(httpResponse(JSON.stringify(truth)).subarray(0, -1)),
    },
    ...TIMED_OUT,
  },
  {
    id: 'FLT-013',
    does: 'drips a byte at a time',
    misconduct: {
      answer: (request) => {
        const bytes = httpResponse(JSON.stringify(request.truth)).values();
        trickle(request, BYTE_EVERY_MS, () => {
          const { done, value } = bytes.next();
          return done ? undefined : Buffer.from([value]);
        });
      },
    },
    ...TIMED_OUT,
  },
  {
    id: 'FLT-014',
    does: 'drips headers without an end',
    misconduct: {
      answer: (request) => {
        request.socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n');
        trickle(request, BYTE_EVERY_MS, () => 'x-more: 1\r\n');
      },
    },
    ...TIMED_OUT,
  },
  {
    id: 'FLT-015',
    does: 'floods the hub with preliminary responses',
    misconduct: {
      answer: (request) => {
        trickle(request, FLOOD_EVERY_MS, () => 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(100));
      },
    },
    ...TIMED_OUT,
  },
  {
    id: 'FLT-016',
    does: 'sends a chunk shorter than it said',
    misconduct: {
      answer: ({ socket, truth }) => {
        const body = JSON.stringify(truth);
        const size = (body.length + 100).toString(16);
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${size}\r\n${body}\r\n0\r\n\r\n`,
        );
      },
    },
    ...TIMED_OUT,
  },
];
