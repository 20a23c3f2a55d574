import { requirements } from '../../subgraphs/conformance/requirements';
import { brokenCities, UNBROKEN } from './brokenCities';
import { checkPlainCity } from './checkPlainCity';

describe('a city in plain JavaScript, without a database', () => {
  it('meets every requirement', async () => {
    const verdicts = await checkPlainCity({}, requirements);
    expect(verdicts.filter(({ status }) => status !== 'PASS')).toEqual([]);
  });

  it('does not know of calls that are bound to their body, and is told so where its entry says that', async () => {
    const [verdict] = await checkPlainCity({}, [], 'body');
    expect(verdict).toMatchObject({ id: 'CITY-093', status: 'FAIL', seen: 'HTTP 200 and not 401, to another body' });
  });
});

test('every requirement is broken by a city, apart from those named here', () => {
  const broken = new Set(brokenCities.flatMap(({ fails }) => fails));
  expect(requirements.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([
    // Who cannot answer a hundred cannot answer a thousand.
    'CITY-015',
    // Who does not know its own records by reference knows them in none of the other ways by which references are judged.
    ...['CITY-021', 'CITY-022', 'CITY-023', 'CITY-024', 'CITY-025', 'CITY-026'],
    ...UNBROKEN,
  ]);
});
