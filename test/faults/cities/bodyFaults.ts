import { gzipSync } from 'node:zlib';
import { drained, flood, httpResponse } from '../httpResponse';
import type { ResponseHead } from '../httpResponse';
import type { GraphqlAnswer } from '../answerTruly';
import type { Misconduct } from '../startFaultyCity';
import type { Fault } from './Fault';
import { NOT_JSON } from './Fault';

const MEGABYTE = 1024 ** 2;

const sending = (write: (truth: GraphqlAnswer) => string | Buffer, head?: ResponseHead): Misconduct => ({
  answer: ({ socket, truth }) => void socket.write(httpResponse(write(truth), head)),
});
const telling = (body: unknown): Misconduct => sending(() => JSON.stringify(body));

const NOT_UTF8 = { status: 'INVALID', message: 'Its answer was not UTF-8.' } as const;
const NO_GRAPHQL = { status: 'INVALID', message: 'Its answer was not a GraphQL response.' } as const;
const NO_DATA = { status: 'INVALID', message: 'Its answer held no data.' } as const;
const TOO_LARGE = { status: 'INVALID', message: 'Its answer was too large.' } as const;
const COMPRESSED = { status: 'INVALID', message: 'Its answer was compressed, which it was not asked to do.' } as const;
const TOO_DEEP = { status: 'INVALID', message: 'Its answer was nested too deeply.' } as const;
const TOO_MANY = { status: 'INVALID', message: 'Its answer held too many values.' } as const;

const TOO_MANY_NAMES = { status: 'INVALID', message: 'Its answer held too many different names.' } as const;

const bomb = gzipSync(Buffer.alloc(200 * MEGABYTE, ' '));
const gzip = { headers: { 'content-encoding': 'gzip' } };

/** Answers that are no GraphQL response in JSON, or more than the hub reads. */
export const bodyFaults: readonly Fault[] = [
  { id: 'FLT-050', does: 'answers with nothing', misconduct: sending(() => ''), ...NOT_JSON },
  {
    id: 'FLT-051',
    does: 'calls a page JSON',
    misconduct: sending(() => '<!doctype html><title>Login</title>'),
    ...NOT_JSON,
  },
  {
    id: 'FLT-052',
    does: 'answers in half of its JSON',
    misconduct: sending((truth) => JSON.stringify(truth).slice(0, -10)),
    ...NOT_JSON,
  },
  {
    id: 'FLT-053',
    does: 'writes NaN',
    misconduct: sending((truth) => JSON.stringify(truth).replace(/"score":\d+|"id":"[^"]*"/, '"score":NaN')),
    ...NOT_JSON,
  },
  {
    id: 'FLT-054',
    does: 'answers in Latin-1',
    misconduct: sending((truth) =>
      Buffer.from(JSON.stringify({ ...truth, extensions: { place: 'Mülheim' } }), 'latin1'),
    ),
    ...NOT_UTF8,
  },
  {
    id: 'FLT-055',
    does: 'answers in UTF-16',
    misconduct: sending((truth) => Buffer.from(`\ufeff${JSON.stringify(truth)}`, 'utf16le')),
    ...NOT_UTF8,
  },
  { id: 'FLT-056', does: 'answers with a list', misconduct: telling([{ data: {} }]), ...NO_GRAPHQL },
  { id: 'FLT-057', does: 'answers with null', misconduct: telling(null), ...NO_GRAPHQL },
  { id: 'FLT-058', does: 'answers without data', misconduct: telling({}), ...NO_DATA },
  { id: 'FLT-059', does: 'answers with null for data', misconduct: telling({ data: null }), ...NO_DATA },
  { id: 'FLT-060', does: 'answers with a list for data', misconduct: telling({ data: [] }), ...NO_DATA },
  {
    id: 'FLT-061',
    does: 'gives no list of errors',
    misconduct: sending(({ data }) => JSON.stringify({ data, errors: 'all' })),
    ...NO_GRAPHQL,
  },
  {
    id: 'FLT-062',
    does: 'reports errors without a message',
    misconduct: sending(({ data }) => JSON.stringify({ data, errors: [{ message: 7 }] })),
    ...NO_GRAPHQL,
  },
  {
    id: 'FLT-063',
    does: 'hides its data in a prototype',
    misconduct: sending(
      (truth) => `{"__proto__":${JSON.stringify(truth)},"constructor":{"prototype":${JSON.stringify(truth)}}}`,
    ),
    ...NO_DATA,
  },
  {
    id: 'FLT-064',
    does: 'reports an error alone, in letters that do things',
    misconduct: telling({
      errors: [{ message: '\u001b[2J\u0007no\r\nset-cookie: a=1\n{"level":60,"msg":"forged"}\u202e<script>\u0000' }],
    }),
    status: 'INVALID',
    message: 'It answered with an error alone: [2J no set-cookie: a=1 {"level":60,"msg":"forged"} <script>',
  },
  {
    id: 'FLT-065',
    does: 'sends 200 megabytes of an unknown length',
    misconduct: { answer: ({ socket }) => flood(socket, { chunked: true, bytes: 200 * MEGABYTE }) },
    ...TOO_LARGE,
  },
  {
    id: 'FLT-066',
    does: 'sends 200 megabytes as it said',
    misconduct: { answer: ({ socket }) => flood(socket, { chunked: false, bytes: 200 * MEGABYTE }) },
    ...TOO_LARGE,
  },
  { id: 'FLT-067', does: 'sends a gzip bomb', misconduct: sending(() => bomb, gzip), ...COMPRESSED },
  { id: 'FLT-068', does: 'sends a gzip bomb and does not say so', misconduct: sending(() => bomb), ...NOT_UTF8 },
  {
    id: 'FLT-069',
    does: 'compresses twice',
    misconduct: sending(() => gzipSync(bomb), { headers: { 'content-encoding': 'gzip, gzip' } }),
    ...COMPRESSED,
  },
  {
    id: 'FLT-070',
    does: 'nests a hundred thousand levels deep',
    misconduct: sending(() => nested(100_000)),
    ...TOO_DEEP,
  },
  {
    id: 'FLT-071',
    does: 'nests as deep as an answer is long',
    misconduct: sending(() => nested(4_000_000)),
    ...TOO_DEEP,
  },
  {
    id: 'FLT-072',
    does: 'answers with as many keys as an answer holds',
    misconduct: sending(
      () =>
        `{"data":{${Array.from({ length: 800_000 }, (_, index) => `"${(index + 50_000).toString(36)}":0`).join()}}}`,
    ),
    ...TOO_MANY_NAMES,
  },
  {
    id: 'FLT-073',
    does: 'reports as many errors as an answer holds',
    misconduct: sending(({ data }) => JSON.stringify({ data, errors: new Array(500_000).fill({ message: '' }) })),
    ...TOO_MANY,
  },
  {
    id: 'FLT-260',
    does: 'names its values differently in each of its records',
    misconduct: sending(() => {
      const records = Array.from({ length: 6_000 }, (_, index) => `{"name-${index}":"${'x'.repeat(10)}"}`);
      return `{"data":{"_entities":[${records.join()}]}}`;
    }),
    ...TOO_MANY_NAMES,
  },
  {
    id: 'FLT-261',
    does: 'sends five megabytes in pieces of a byte',
    misconduct: {
      answer: async ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
        const pieces = Buffer.from('1\r\n \r\n'.repeat(10_000));
        for (let sent = 0; sent < 500 && !socket.destroyed; sent += 1) {
          if (!socket.write(pieces)) await drained(socket);
        }
      },
    },
    status: 'INVALID',
    message: 'Its answer came in too many small pieces.',
  },
];

function nested(levels: number): string {
  return `{"data":${'['.repeat(levels)}${']'.repeat(levels)}}`;
}
