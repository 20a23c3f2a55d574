import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { createFormatError } from './formatError';

const logged: string[] = [];
const format = createFormatError(
  pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
  () => 'the-request',
);
const formatted = (error: GraphQLError): unknown => format(error.toJSON(), error);

beforeEach(() => {
  logged.length = 0;
});

test('an error with a known code passes, with what is known of its extensions', () => {
  const error = new GraphQLError('first must be from 1 to 100.', {
    path: ['cities'],
    extensions: { code: 'BAD_USER_INPUT', argument: 'first', serviceName: 'directory', stacktrace: ['at x'] },
  });
  expect(formatted(error)).toEqual({
    message: 'first must be from 1 to 100.',
    path: ['cities'],
    extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
  });
  expect(logged).toEqual([]);
});

test.each(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'CITY_TIMED_OUT', 'FOREIGN_ID'])(
  '%s passes',
  (code) => {
    expect(formatted(new GraphQLError('words', { extensions: { code } }))).toMatchObject({
      message: 'words',
      extensions: { code },
    });
  },
);

test.each([undefined, 'DOWNSTREAM_SERVICE_ERROR', 'INTERNAL_SERVER_ERROR', { toString: () => 'BAD_USER_INPUT' }])(
  'an error with the code %p is masked and logged',
  (code) => {
    const cause = new Error('connect ECONNREFUSED 10.0.0.7:5432');
    const error = new GraphQLError(cause.message, { originalError: cause, path: ['a', 0], extensions: { code } });
    expect(formatted(error)).toEqual({
      message: 'Internal server error',
      path: ['a', 0],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(logged.join()).toContain('ECONNREFUSED');
    expect(logged.join()).toContain('the-request');
  },
);
