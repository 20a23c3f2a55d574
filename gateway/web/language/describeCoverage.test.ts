import type { AnswerStatus, Coverage } from '../search/SearchAnswer';
import { describeCoverage } from './describeCoverage';
import { english } from './english';
import { LANGUAGES } from './Texts';
import { textsOf } from './textsOf';

function coverageOf(statuses: readonly AnswerStatus[], rest: Partial<Coverage> = {}): Coverage {
  return {
    asked: statuses.length,
    answered: statuses.filter((status) => status === 'ANSWERED').length,
    notAsked: 0,
    complete: statuses.every((status) => status === 'ANSWERED'),
    cities: statuses.map((status, at) => ({
      status,
      hits: null,
      withheld: null,
      city: { id: `city-${at}`, name: `City ${at}`, country: 'DE' },
    })),
    ...rest,
  };
}

test('a full answer says so', () => {
  expect(describeCoverage(coverageOf(['ANSWERED', 'ANSWERED']), english)).toEqual([
    '2 cities could match and were asked; all answered in full.',
    'The answer is complete.',
  ]);
});

test('each city that failed is named with what became of it', () => {
  const words = describeCoverage(coverageOf(['ANSWERED', 'UNREACHABLE', 'TIMED_OUT', 'UNREACHABLE']), english);
  expect(words).toEqual([
    '4 cities could match and were asked; 1 answered in full.',
    'Did not answer in time: City 2.',
    'Could not be reached: City 1, City 3.',
    'The answer is not complete.',
  ]);
});

test('no city asked is not told as an answer of zero cities', () => {
  expect(describeCoverage(coverageOf([], { notAsked: 7, complete: false }), english)).toEqual([
    'No city was asked.',
    '7 further cities were not asked.',
    'The answer is not complete.',
  ]);
});

test('cities that withhold something are named', () => {
  const [answer] = coverageOf(['ANSWERED']).cities;
  const coverage = coverageOf(['ANSWERED'], { cities: [{ ...answer!, withheld: true }] });
  expect(describeCoverage(coverage, english)).toContain('Has more for signed-in members of the network: City 0.');
});

test.each(LANGUAGES)('in "%s" every state of a city has words that name it', (language) => {
  const statuses: AnswerStatus[] = ['PARTIAL', 'TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID'];
  const words = describeCoverage(coverageOf(statuses), textsOf(language)).join(' ');
  for (const at of statuses.keys()) expect(words).toContain(`City ${at}`);
});
