import { nounsOf } from './nounsOf';

test.each([
  ['beteiligt', 'de', 'beteiligung'],
  ['fordern', 'de', 'forderung'],
  ['sanieren', 'de', 'sanierung'],
  ['verduurzaamd', 'nl', 'verduurzaming'],
  ['vergroenen', 'nl', 'vergroening'],
  ['fietsende', 'nl', 'fietsen'],
  ['demolished', 'en', 'demolition'],
  ['electrifying', 'en', 'electrification'],
  ['inspectors', 'en', 'inspection'],
  ['excluded', 'en', 'exclusion'],
  ['subsidising', 'en', 'subsidy'],
  ['enforcing', 'en', 'enforcement'],
])('a noun of %s (%s) is %s', (verb, language, noun) => {
  expect(nounsOf(verb, language)).toContain(noun);
});

test('short words and other languages have none', () => {
  expect(nounsOf('haben', 'de')).toEqual([]);
  expect(nounsOf('recruiting', 'fr')).toEqual([]);
});
