import { BoundCalls, TooManyCallsError } from './BoundCalls';
import { InvalidTokenError } from './createTokenVerifier';

const START = Date.UTC(2026, 10, 28);
const call = (jti: string, expiresAt = START + 60_000) => ({ jti, expiresAt, body: 'signed' });

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

test('a call is taken once, and with its own body alone, which another body does not use up', () => {
  const calls = new BoundCalls();
  expect(() => {
    calls.take(call('a'), 'other');
  }).toThrow(new InvalidTokenError('The body is not the one that the token was signed for.'));
  calls.take(call('a'), 'signed');
  expect(() => {
    calls.take(call('a'), 'signed');
  }).toThrow(new InvalidTokenError('The token was used before.'));
  calls.take(call('b'), 'signed');
});

test('so many are remembered and no more, none is forgotten early, and each when it can come no more', () => {
  const calls = new BoundCalls(2);
  calls.take(call('a', START + 1_000), 'signed');
  calls.take(call('b'), 'signed');
  expect(() => {
    calls.take(call('c'), 'signed');
  }).toThrow(TooManyCallsError);
  jest.setSystemTime(START + 999);
  expect(() => {
    calls.take(call('a'), 'signed');
  }).toThrow('used before');
  jest.setSystemTime(START + 1_000);
  calls.take(call('c'), 'signed');
  expect(() => {
    calls.take(call('b'), 'signed');
  }).toThrow('used before');
});
