import { describeCoverage, mergeCoverage } from './coverage';
import type { AnswerStatus, Coverage } from './SearchAnswer';
import { english } from '../language/english';
import { LANGUAGES } from '../language/Texts';
import { textsOf } from '../language/textsOf';

function coverageWith(statuses: Readonly<Record<string, AnswerStatus>>, complete: boolean, notAsked = 0): Coverage {
  const cities = Object.entries(statuses).map(([id, status]) => ({
    status,
    hits: null,
    withheld: null,
    city: { id, name: id, country: 'DE' },
  }));
  const answered = cities.filter(({ status }) => status === 'ANSWERED').length;
  return { asked: cities.length, answered, notAsked, withheld: null, complete, cities };
}

test('a city that failed on any page counts as failed, whichever page it was', () => {
  const whole = coverageWith({ gera: 'ANSWERED', velbert: 'ANSWERED' }, true);
  const late = coverageWith({ gera: 'ANSWERED', velbert: 'TIMED_OUT' }, false);
  for (const merged of [mergeCoverage(whole, late), mergeCoverage(late, whole)]) {
    expect(merged).toMatchObject({ asked: 2, answered: 1, complete: false });
    expect(merged.cities.find(({ city }) => city.id === 'velbert')?.status).toBe('TIMED_OUT');
  }
});

test('a city that joins between two pages is counted once', () => {
  const merged = mergeCoverage(
    coverageWith({ gera: 'ANSWERED' }, true),
    coverageWith({ gera: 'ANSWERED', jena: 'ANSWERED' }, true),
  );
  expect(merged).toMatchObject({ asked: 2, answered: 2, complete: true });
});

test('the larger number of cities that were not asked stands', () => {
  const merged = mergeCoverage(coverageWith({}, false, 3), coverageWith({}, false, 5));
  expect(merged).toMatchObject({ notAsked: 5, complete: false });
});

function coverageOf(statuses: readonly AnswerStatus[], rest: Partial<Coverage> = {}): Coverage {
  return {
    asked: statuses.length,
    answered: statuses.filter((status) => status === 'ANSWERED').length,
    notAsked: 0,
    withheld: null,
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
  const statuses: AnswerStatus[] = ['PARTIAL', 'TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID', 'SUSPENDED'];
  const words = describeCoverage(coverageOf(statuses), textsOf(language)).join(' ');
  for (const at of statuses.keys()) expect(words).toContain(`City ${at}`);
});

test('that no city had to be asked is not called an answer of all, and cities that have it for members are counted', () => {
  expect(describeCoverage(coverageOf([]), english)).toEqual([english.noneCounts]);
  expect(describeCoverage(coverageOf([], { withheld: 2 }), english)).toEqual([
    english.noneCountsForAll,
    '2 cities have something, for signed-in members of the network alone.',
  ]);
  expect(describeCoverage(coverageOf([], { complete: false }), english)).toEqual([english.nothingAsked]);
});

test.each([
  ['en', 0, 'none answered in full'],
  ['en', 1, '1 answered in full'],
  ['de', 0, 'keine hat vollständig geantwortet'],
  ['de', 1, '1 hat vollständig geantwortet'],
  ['de', 2, '2 haben vollständig geantwortet'],
  ['de', 3, 'alle haben vollständig geantwortet'],
  ['nl', 0, 'geen heeft volledig geantwoord'],
  ['nl', 1, '1 heeft volledig geantwoord'],
  ['nl', 2, '2 hebben volledig geantwoord'],
  ['nl', 3, 'alle hebben volledig geantwoord'],
] as const)('in %s the sentence on %i of 3 cities is one that people say', (language, answered, words) => {
  expect(textsOf(language).coverageOf(answered, 3)).toContain(`; ${words}.`);
});
