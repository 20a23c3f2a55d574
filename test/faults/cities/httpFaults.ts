import type { ResponseHead } from '../httpResponse';
import { httpResponse } from '../httpResponse';
import type { FaultyRequest, Misconduct } from '../startFaultyCity';
import type { Fault } from './Fault';
import { NOT_JSON, UNREACHABLE } from './Fault';

const answering = (body: string, head?: ResponseHead): Misconduct => ({
  answer: ({ socket }) => void socket.write(httpResponse(body, head)),
});

const tellingTruth = (head: ResponseHead): Misconduct => ({
  answer: ({ socket, truth }) => void socket.write(httpResponse(JSON.stringify(truth), head)),
});

/** The truth, after a head that is written by hand. */
const afterHead = (write: (length: number) => string, wrap = (body: string): string => body): Misconduct => ({
  answer: ({ socket, truth }: FaultyRequest) => {
    const body = JSON.stringify(truth);
    socket.write(`${write(body.length)}\r\n\r\n${wrap(body)}`);
  },
});

const JSON_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const manyHeaders = Array.from({ length: 10_000 }, (_, index) => `x-${index}: 1`).join('\r\n');
const html = { 'content-type': 'text/html' };
const chunked = (size: (length: number) => string): Misconduct =>
  afterHead(
    () => `${JSON_HEAD}transfer-encoding: chunked`,
    (body) => `${size(body.length)}\r\n${body}\r\n0\r\n\r\n`,
  );

/** What is no answer to the hub's request, or no HTTP at all. */
export const httpFaults: readonly Fault[] = [
  {
    id: 'FLT-020',
    does: 'answers with a page',
    misconduct: answering('<h1>Welcome</h1>', { headers: html }),
    ...NOT_JSON,
  },
  {
    id: 'FLT-021',
    does: 'answers 500',
    misconduct: tellingTruth({ status: '500 Internal Server Error' }),
    status: 'UNREACHABLE',
    message: 'Its server failed (HTTP 500).',
  },
  {
    id: 'FLT-022',
    does: 'answers 503 with a page',
    misconduct: answering('<h1>Maintenance</h1>', { status: '503 Service Unavailable', headers: html }),
    status: 'UNREACHABLE',
    message: 'Its server failed (HTTP 503).',
  },
  {
    id: 'FLT-023',
    does: 'answers 429 with a time to wait',
    misconduct: answering('{}', { status: '429 Too Many Requests', headers: { 'retry-after': '3600' } }),
    status: 'REFUSED',
    message: 'It refused to answer (HTTP 429).',
  },
  {
    id: 'FLT-024',
    does: 'answers 401',
    misconduct: tellingTruth({ status: '401 Unauthorized', headers: { 'www-authenticate': 'Basic realm="hub"' } }),
    status: 'REFUSED',
    message: 'It refused to answer (HTTP 401).',
  },
  {
    id: 'FLT-025',
    does: 'answers 407 and wants the credentials of a proxy',
    misconduct: tellingTruth({ status: '407 Proxy Authentication Required' }),
    status: 'REFUSED',
    message: 'It refused to answer (HTTP 407).',
  },
  {
    id: 'FLT-026',
    does: 'redirects to another address',
    misconduct: tellingTruth({ status: '302 Found', headers: { location: '/elsewhere' } }),
    status: 'INVALID',
    message: 'It sent the hub elsewhere (HTTP 302).',
  },
  {
    id: 'FLT-027',
    does: 'redirects to where clouds tell their secrets',
    misconduct: answering('', { status: '307 Temporary Redirect', headers: { location: 'http://169.254.169.254/' } }),
    status: 'INVALID',
    message: 'It sent the hub elsewhere (HTTP 307).',
  },
  {
    id: 'FLT-028',
    does: 'answers 204',
    misconduct: answering('', { status: '204 No Content', headers: { 'content-length': undefined } }),
    ...NOT_JSON,
  },
  {
    id: 'FLT-029',
    does: 'calls its answer text',
    misconduct: tellingTruth({ headers: { 'content-type': 'text/plain' } }),
    ...NOT_JSON,
  },
  {
    id: 'FLT-030',
    does: 'does not say what its answer is',
    misconduct: tellingTruth({ headers: { 'content-type': undefined } }),
    ...NOT_JSON,
  },
  {
    id: 'FLT-031',
    does: 'switches the protocol',
    misconduct: tellingTruth({ status: '101 Switching Protocols', headers: { upgrade: 'h2c', connection: 'upgrade' } }),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-032',
    does: 'sends headers of a megabyte',
    misconduct: tellingTruth({ headers: { 'x-large': 'x'.repeat(1024 ** 2) } }),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-033',
    does: 'sends ten thousand headers',
    misconduct: afterHead((length) => `${JSON_HEAD}content-length: ${length}\r\n${manyHeaders}`),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-034',
    does: 'tells two lengths',
    misconduct: afterHead((length) => `${JSON_HEAD}content-length: ${length}\r\ncontent-length: 5`),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-035',
    does: 'tells a length, and chunks its answer',
    misconduct: afterHead(
      (length) => `${JSON_HEAD}content-length: ${length}\r\ntransfer-encoding: chunked`,
      (body) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-036',
    does: 'sends a chunk longer than it said',
    misconduct: chunked((length) => (length - 10).toString(16)),
    ...UNREACHABLE,
  },
  { id: 'FLT-037', does: 'gives a chunk a size that is no number', misconduct: chunked(() => 'all'), ...UNREACHABLE },
  {
    id: 'FLT-038',
    does: 'gives a chunk a size beyond all numbers',
    misconduct: chunked(() => 'f'.repeat(20)),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-039',
    does: 'answers without HTTP',
    misconduct: { answer: ({ socket, truth }) => void socket.end(JSON.stringify(truth)) },
    ...UNREACHABLE,
  },
  {
    id: 'FLT-040',
    does: 'answers in an HTTP that there is not',
    misconduct: afterHead((length) => `HTTP/9.9 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}`),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-041',
    does: 'breaks lines within a header',
    misconduct: tellingTruth({ headers: { 'x-odd': 'a\rx-injected: 1' } }),
    ...UNREACHABLE,
  },
  {
    id: 'FLT-042',
    does: 'folds a header over two lines',
    misconduct: tellingTruth({ headers: { 'x-odd': 'one\r\n two' } }),
    ...UNREACHABLE,
  },
];
