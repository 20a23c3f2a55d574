import { nounsOf } from './nounsOf';

test.each([
  ['beteiligt', 'de', 'beteiligung'],
  ['fordern', 'de', 'forderung'],
  ['sanieren', 'de', 'sanierung'],
  ['verduurzaamd', 'nl', 'verduurzaming'],
  ['vergroenen', 'nl', 'vergroening'],
])('a noun of %s (%s) is %s', (verb, language, noun) => {
  expect(nounsOf(verb, language)).toContain(noun);
});

test('short words and other languages have none', () => {
  expect(nounsOf('haben', 'de')).toEqual([]);
  expect(nounsOf('recruiting', 'en')).toEqual([]);
});
