import { flood, httpResponse } from '../httpResponse';
import type { FaultyRequest, Misconduct } from '../startFaultyCity';

/** Something in a city's answer that is not as it should be, and harms nobody. */
export interface Oddity {
  readonly id: `FLT-${string}`;
  /** Goes on from "a city that ...". */
  readonly does: string;
  readonly misconduct: Misconduct;
}

const JSON_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const bodyOf = ({ truth }: FaultyRequest): string => JSON.stringify(truth);
const ownHead =
  (headers: Readonly<Record<string, string | undefined>>): Misconduct['answer'] =>
  (request) =>
    void request.socket.write(httpResponse(bodyOf(request), { headers }));

const poison = httpResponse(JSON.stringify({ data: { _entities: [{ __typename: 'Staff', name: 'Poison' }] } }));

export const oddities: readonly Oddity[] = [
  {
    id: 'FLT-170',
    does: 'sends a second response that nobody asked for',
    misconduct: {
      answer: (request) => void request.socket.write(Buffer.concat([httpResponse(bodyOf(request)), poison])),
    },
  },
  {
    id: 'FLT-171',
    does: 'sends rubbish after its answer',
    misconduct: {
      answer: (request) =>
        void request.socket.write(Buffer.concat([httpResponse(bodyOf(request)), Buffer.alloc(1_000, 0xff)])),
    },
  },
  {
    id: 'FLT-172',
    does: 'sends 200 megabytes after its answer',
    misconduct: {
      answer: async ({ socket, ...request }) => {
        socket.write(httpResponse(bodyOf({ socket, ...request })));
        await flood(socket, { chunked: true, bytes: 200 * 1024 ** 2 });
      },
    },
  },
  {
    id: 'FLT-173',
    does: 'sends its answer in chunks of a byte',
    misconduct: {
      answer: (request) => {
        const chunks = [...Buffer.from(bodyOf(request))]
          .map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`)
          .join('');
        request.socket.write(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
      },
    },
  },
  {
    id: 'FLT-174',
    does: 'hints at its answer a hundred times before',
    misconduct: {
      answer: (request) =>
        void request.socket.write(
          Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)), httpResponse(bodyOf(request))]),
        ),
    },
  },
  {
    id: 'FLT-176',
    does: 'sets cookies and headers for browsers',
    misconduct: { answer: ownHead({ 'set-cookie': 'a=1', 'x-city': '1', 'access-control-allow-origin': '*' }) },
  },
  {
    id: 'FLT-177',
    does: 'tells trailers',
    misconduct: {
      answer: (request) => {
        const body = bodyOf(request);
        request.socket.write(
          `${JSON_HEAD}transfer-encoding: chunked\r\ntrailer: x-city\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\nx-city: 1\r\n\r\n`,
        );
      },
    },
  },
  {
    id: 'FLT-178',
    does: 'keeps its connection for a year',
    misconduct: { answer: ownHead({ 'keep-alive': 'timeout=31536000' }) },
  },
  {
    id: 'FLT-179',
    does: 'hangs up after each answer without saying so',
    misconduct: { answer: (request) => void request.socket.end(httpResponse(bodyOf(request))) },
  },
  {
    id: 'FLT-180',
    does: 'marks the order of its bytes',
    misconduct: { answer: (request) => void request.socket.write(httpResponse(`\ufeff${bodyOf(request)}`)) },
  },
  {
    id: 'FLT-181',
    does: 'answers with names that objects have of themselves',
    misconduct: {
      answer: (request) => {
        const names =
          '"__proto__":{"poisoned":true},"constructor":{"prototype":{"poisoned":true}},"toString":1,"then":1,';
        const body = bodyOf(request).replace(/\{(?=")/g, `{${names}`);
        request.socket.write(httpResponse(body));
      },
    },
  },
];
