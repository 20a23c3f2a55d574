import { causeOf } from './causeOf';

test.each([
  ['a code', Object.assign(new Error('getaddrinfo ENOTFOUND gera.example'), { code: 'ENOTFOUND' }), 'ENOTFOUND'],
  ['a code further down', new Error('failed', { cause: { code: 'CERT_HAS_EXPIRED' } }), 'CERT_HAS_EXPIRED'],
  ['one for each address', new AggregateError([{ code: 'ECONNREFUSED' }, { code: 'ETIMEDOUT' }]), 'ECONNREFUSED'],
  ['no code', new Error('no'), 'UNKNOWN'],
  ['a code that is a text', { code: 'connect to 10.0.0.7\n' }, 'UNKNOWN'],
])('an error with %s', (_, error, expected) => {
  expect(causeOf(error)).toBe(expected);
});
