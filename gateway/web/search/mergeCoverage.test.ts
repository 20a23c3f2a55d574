import { mergeCoverage } from './mergeCoverage';
import type { AnswerStatus, Coverage } from './SearchAnswer';

function coverageOf(statuses: Readonly<Record<string, AnswerStatus>>, complete: boolean, notAsked = 0): Coverage {
  const cities = Object.entries(statuses).map(([id, status]) => ({
    status,
    hits: null,
    withheld: null,
    city: { id, name: id, country: 'DE' },
  }));
  const answered = cities.filter(({ status }) => status === 'ANSWERED').length;
  return { asked: cities.length, answered, notAsked, complete, cities };
}

test('a city that failed on any page counts as failed, whichever page it was', () => {
  const whole = coverageOf({ gera: 'ANSWERED', velbert: 'ANSWERED' }, true);
  const late = coverageOf({ gera: 'ANSWERED', velbert: 'TIMED_OUT' }, false);
  for (const merged of [mergeCoverage(whole, late), mergeCoverage(late, whole)]) {
    expect(merged).toMatchObject({ asked: 2, answered: 1, complete: false });
    expect(merged.cities.find(({ city }) => city.id === 'velbert')?.status).toBe('TIMED_OUT');
  }
});

test('a city that joins between two pages is counted once', () => {
  const merged = mergeCoverage(
    coverageOf({ gera: 'ANSWERED' }, true),
    coverageOf({ gera: 'ANSWERED', jena: 'ANSWERED' }, true),
  );
  expect(merged).toMatchObject({ asked: 2, answered: 2, complete: true });
});

test('the larger number of cities that were not asked stands', () => {
  const merged = mergeCoverage(coverageOf({}, false, 3), coverageOf({}, false, 5));
  expect(merged).toMatchObject({ notAsked: 5, complete: false });
});
