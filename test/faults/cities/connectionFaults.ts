import { httpResponse } from '../httpResponse';
import type { FaultyRequest } from '../startFaultyCity';
import type { Fault } from './Fault';
import { UNREACHABLE } from './Fault';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

function resetAfterwards({ socket }: FaultyRequest, text: string): void {
  socket.write(text, () => socket.resetAndDestroy());
}

/** Nobody is there, or goes away before all is said. */
export const connectionFaults: readonly Fault[] = [
  {
    id: 'FLT-001',
    does: 'refuses connections',
    misconduct: { before: (city) => city.stopListening() },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-002',
    does: 'resets the connection',
    misconduct: { answer: ({ socket }) => void socket.resetAndDestroy() },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-003',
    does: 'hangs up without a word',
    misconduct: { answer: ({ socket }) => void socket.end() },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-004',
    does: 'resets the connection in the middle of the head',
    misconduct: {
      answer: (request) => {
        resetAfterwards(request, HEAD);
      },
    },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-005',
    does: 'resets the connection in the middle of the answer',
    misconduct: {
      answer: (request) => {
        resetAfterwards(request, `${HEAD}content-length: 1000\r\n\r\n{"data":`);
      },
    },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-006',
    does: 'hangs up before it sent as much as it said',
    misconduct: {
      answer: ({ socket, truth }) => {
        const body = JSON.stringify(truth);
        socket.end(httpResponse(body, { headers: { 'content-length': String(body.length + 1) } }));
      },
    },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-007',
    does: 'hangs up before the last chunk',
    misconduct: {
      answer: ({ socket, truth }) => {
        const body = JSON.stringify(truth);
        socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`);
      },
    },
    ...UNREACHABLE,
  },
];
