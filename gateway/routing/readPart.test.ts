import type { GraphQLFormattedError } from 'graphql';
import type { CityReply } from '../../subgraphs/search/AskCity';
import type { AnswerReader } from './compileAnswerReader';
import { readPart } from './readPart';
import type { Part } from './splitByOwner';

const part: Part = {
  city: 'gera',
  representations: [
    { __typename: 'Staff', id: 'gera:staff:1' },
    { __typename: 'Staff', id: 'gera:staff:2' },
  ],
  positions: [[4], [1]],
};
const asIs: AnswerReader = (answer) => ({ entity: answer as Record<string, unknown> | null, violations: [] });
const reply = (data: Record<string, unknown>, errors: GraphQLFormattedError[] = []): CityReply => ({
  status: 'ANSWERED',
  data,
  errors,
  tookMs: 1,
});

test.each([[[]], [[{ name: 'A' }]], [[null, null, null]], ['none'], [undefined]])(
  'an owner that answers a wrong number of entities (%j for two) is invalid',
  (entities) => {
    expect(readPart(part, reply({ _entities: entities }), asIs)).toMatchObject({ status: 'INVALID', part });
  },
);

test('a failure stays what it is', () => {
  expect(readPart(part, { status: 'TIMED_OUT', message: 'Late.', tookMs: 9 }, asIs)).toEqual({
    status: 'TIMED_OUT',
    part,
    message: 'Late.',
  });
});

test("a city's own errors keep their message and path and get a code of the hub's", () => {
  const errors = [
    { message: 'database on fire', path: ['_entities', 1, 'role'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    {
      message: 'first must be 1 to 100',
      path: ['_entities', 0],
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    },
  ];
  expect(readPart(part, reply({ _entities: [null, null] }, errors), asIs)).toMatchObject({
    errors: [
      {
        message: 'database on fire',
        path: ['_entities', 1, 'role'],
        extensions: { code: 'CITY_ERROR', city: 'gera', phase: 'FETCH' },
      },
      { path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT', argument: 'first', city: 'gera' } },
    ],
  });
});

test('what the reader dropped is reported with its place in the part', () => {
  const read: AnswerReader = (_, { id }) => ({
    entity: null,
    violations: id.endsWith('2') ? [{ kind: 'FOREIGN_ID', path: ['city', 'id'] }] : [{ kind: 'MALFORMED', path: [] }],
  });
  expect(readPart(part, reply({ _entities: [{}, {}] }), read)).toMatchObject({
    errors: [
      { path: ['_entities', 0], extensions: { code: 'CITY_INVALID', city: 'gera' } },
      { path: ['_entities', 1, 'city', 'id'], extensions: { code: 'FOREIGN_ID', city: 'gera' } },
    ],
  });
});
