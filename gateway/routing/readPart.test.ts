import type { GraphQLFormattedError } from 'graphql';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import type { AnswerReader, EntityReading, Violation } from './compileAnswerReader';
import { ReadingBudget } from './ReadingBudget';
import { readPart } from './readPart';
import type { PartQuestion } from './readPart';
import type { Part } from './splitByOwner';

const part: Part = {
  city: 'gera',
  representations: [
    { __typename: 'Staff', id: 'gera:staff:1' },
    { __typename: 'Staff', id: 'gera:staff:2' },
  ],
  positions: [[4], [1]],
};
const reading = (entity: unknown, violations: readonly Violation[] = []): EntityReading => ({
  entity: entity as Record<string, unknown> | null,
  violations,
  cuts: [],
  values: 1,
});
const question = (read: AnswerReader): PartQuestion => ({
  read,
  mayBeWrong: (key, argument) => key === 'staff' && argument === 'after',
  variables: {},
  budget: new ReadingBudget(),
});
const asIs = question((answer) => reading(answer));
const reply = (data: Record<string, unknown>, errors: GraphQLFormattedError[] = []): CityReply => ({
  status: 'ANSWERED',
  data,
  errors,
  tookMs: 1,
});

test.each([[[]], [[{ name: 'A' }]], [[null, null, null]], ['none'], [undefined]])(
  'an owner that answers a wrong number of entities (%j for two) is invalid',
  async (entities) => {
    expect(await readPart(part, reply({ _entities: entities }), asIs)).toMatchObject({ status: 'INVALID', part });
  },
);

test('a failure stays what it is', async () => {
  expect(await readPart(part, { status: 'TIMED_OUT', message: 'Late.', tookMs: 9 }, asIs)).toEqual({
    status: 'TIMED_OUT',
    part,
    message: 'Late.',
  });
});

test("a city's own errors keep their message and path and get a code of the hub's", async () => {
  const told = { message: 'no', extensions: { code: 'BAD_USER_INPUT', argument: 'after' } };
  const errors = [
    { message: 'database on fire', path: ['_entities', 1, 'role'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    { ...told, path: ['_entities', 0, 'staff'] },
    { ...told, path: ['_entities', 0, 'role'] },
    { ...told, path: ['_entities', 0] },
    { ...told, path: ['_entities', 0, 'staff'], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
    { ...told, path: ['_entities', 0, 'staff'], extensions: { code: 'BAD_USER_INPUT' } },
  ];
  const fault = { extensions: { code: 'CITY_ERROR', city: 'gera', phase: 'FETCH' } };
  expect(await readPart(part, reply({ _entities: [null, null] }, errors), asIs)).toMatchObject({
    errors: [
      { message: 'database on fire', path: ['_entities', 1, 'role'], ...fault },
      // An argument that the client gave is for the client to mend, and no other is.
      { message: 'no', extensions: { code: 'BAD_USER_INPUT', argument: 'after', city: 'gera' } },
      fault,
      fault,
      fault,
      fault,
    ],
  });
});

test('what the reader dropped is reported with its place in the part, up to a hundred times', async () => {
  const read: AnswerReader = (_, { id }) =>
    reading(
      null,
      id.endsWith('2') ? [{ kind: 'FOREIGN_ID', path: ['city', 'id'] }] : [{ kind: 'MALFORMED', path: [] }],
    );
  expect(await readPart(part, reply({ _entities: [{}, {}] }), question(read))).toMatchObject({
    errors: [
      { path: ['_entities', 0], extensions: { code: 'CITY_INVALID', city: 'gera' } },
      { path: ['_entities', 1, 'city', 'id'], extensions: { code: 'FOREIGN_ID', city: 'gera' } },
    ],
  });
  const many = question(() => reading(null, new Array<Violation>(80).fill({ kind: 'TOO_MANY', path: [] })));
  const answer = await readPart(part, reply({ _entities: [{}, {}] }), many);
  expect(answer.status === 'ANSWERED' && answer.errors).toHaveLength(100);
});

test('no more is read for one request than its budget, and the rest is null with an error', async () => {
  const asked = question((answer) => ({ ...reading(answer), values: 600_000 }));
  expect(await readPart(part, reply({ _entities: [{}, {}] }), asked)).toMatchObject({ entities: [{}, {}], errors: [] });
  expect(await readPart(part, reply({ _entities: [{}, {}] }), asked)).toMatchObject({
    entities: [null, null],
    errors: [{ path: ['_entities', 0], extensions: { code: 'TOO_COSTLY', city: 'gera' } }],
  });
});
