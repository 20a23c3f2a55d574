import { CONTRACT } from '../../../subgraphs/composing/test/startFakeCity';
import { httpResponse } from '../httpResponse';
import type { ResponseHead } from '../httpResponse';
import type { Misconduct } from '../startFaultyCity';

/** A way in which a city fails when the hub asks for its schema. */
export interface AdmissionFault {
  readonly id: `FLT-${string}`;
  /** Goes on from "a city that ...". */
  readonly does: string;
  readonly misconduct: Misconduct;
  /** What the hub holds of it then, and why: the beginning of that. */
  readonly phase: 'UNREACHABLE' | 'REFUSED' | 'QUARANTINED';
  readonly reason: string;
}

const answering = (body: string, head?: ResponseHead): Misconduct => ({
  answer: ({ socket }) => void socket.write(httpResponse(body, head)),
});
const showing = (sdl: unknown): Misconduct => answering(JSON.stringify({ data: { _service: { sdl } } }));

/** The contract with something else in the place of a part. */
function changed(part: string | RegExp, other: string): Misconduct {
  const sdl = CONTRACT.replace(part, other);
  if (sdl === CONTRACT) throw new Error(`The contract has no ${String(part)}.`);
  return showing(sdl);
}

export const admissionFaults: readonly AdmissionFault[] = [
  {
    id: 'FLT-201',
    does: 'says nothing',
    misconduct: { answer: () => undefined },
    phase: 'UNREACHABLE',
    reason: 'It did not answer in time.',
  },
  {
    id: 'FLT-202',
    does: 'answers 503',
    misconduct: answering('', { status: '503 Service Unavailable' }),
    phase: 'UNREACHABLE',
    reason: 'Its server failed (HTTP 503).',
  },
  {
    id: 'FLT-203',
    does: 'answers 401',
    misconduct: answering('', { status: '401 Unauthorized' }),
    phase: 'REFUSED',
    reason: 'It refused to answer (HTTP 401). Its clock or',
  },
  {
    id: 'FLT-204',
    does: 'answers with a page',
    misconduct: answering('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } }),
    phase: 'QUARANTINED',
    reason: 'Its answer was not JSON.',
  },
  {
    id: 'FLT-205',
    does: 'redirects',
    misconduct: answering('', { status: '301 Moved Permanently', headers: { location: '/elsewhere' } }),
    phase: 'QUARANTINED',
    reason: 'It sent the hub elsewhere (HTTP 301).',
  },
  {
    id: 'FLT-206',
    does: 'shows no schema',
    misconduct: answering('{"data":{"_service":null}}'),
    phase: 'QUARANTINED',
    reason: 'It does not tell its schema.',
  },
  {
    id: 'FLT-207',
    does: 'shows a number for its schema',
    misconduct: showing(7),
    phase: 'QUARANTINED',
    reason: 'It does not tell its schema.',
  },
  {
    id: 'FLT-208',
    does: 'shows an empty schema',
    misconduct: showing(''),
    phase: 'QUARANTINED',
    reason: 'The schema cannot be read: ',
  },
  {
    id: 'FLT-209',
    does: 'shows a schema with a mistake',
    misconduct: showing(`${CONTRACT}\ntype {`),
    phase: 'QUARANTINED',
    reason: 'The schema cannot be read: Syntax Error',
  },
  {
    id: 'FLT-210',
    does: 'shows a schema of 300,000 characters',
    misconduct: showing(`${CONTRACT}\n# ${'x'.repeat(300_000)}`),
    phase: 'QUARANTINED',
    reason: 'The schema has ',
  },
  {
    id: 'FLT-211',
    does: 'shows a schema of ten megabytes',
    misconduct: showing('x'.repeat(10 * 1024 ** 2)),
    phase: 'QUARANTINED',
    reason: 'Its answer was too large.',
  },
  {
    id: 'FLT-212',
    does: 'shows a schema of too many words',
    misconduct: showing(`${CONTRACT}\nenum Many { ${'A '.repeat(60_000)} }`),
    phase: 'QUARANTINED',
    reason: 'The schema cannot be read: Syntax Error: Document contains more that 50000 tokens',
  },
  {
    id: 'FLT-213',
    does: 'shows a schema that is nested deeply',
    misconduct: showing(`${CONTRACT}\ntype Deep { a: ${'['.repeat(20_000)}ID${']'.repeat(20_000)} }`),
    phase: 'QUARANTINED',
    reason: 'The schema cannot be read: ',
  },
  {
    id: 'FLT-214',
    does: 'lacks a field of the contract',
    misconduct: changed(/"""The department it belongs to\."""\n {2}department: String\n/, ''),
    phase: 'QUARANTINED',
    reason: 'Against the contract: Staff.department was removed.',
  },
  {
    id: 'FLT-215',
    does: 'gives a field another type',
    misconduct: changed('kind: StaffKind!', 'kind: Int!'),
    phase: 'QUARANTINED',
    reason: 'Against the contract: Staff.kind changed type from StaffKind! to Int!.',
  },
  {
    id: 'FLT-216',
    does: 'wants an argument that nobody gives',
    misconduct: changed(/staffHits\(/, 'staffHits(password: String!'),
    phase: 'QUARANTINED',
    reason: 'Against the contract: A required arg password on Query.staffHits was added.',
  },
  {
    id: 'FLT-217',
    does: 'names a key that there is not',
    misconduct: showing(`${CONTRACT}\ntype Extra @key(fields: "nothing") { id: ID! }`),
    phase: 'QUARANTINED',
    reason: '',
  },
  {
    id: 'FLT-218',
    does: 'has a root field that another subgraph has',
    misconduct: showing(`${CONTRACT}\nextend type Query { node(id: ID!): Node }`),
    phase: 'QUARANTINED',
    reason: '',
  },
];
