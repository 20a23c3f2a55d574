import { requirements } from '../../subgraphs/conformance/requirements';
import { brokenCities, UNBROKEN } from './brokenCities';
import { checkPlainCity, withPlainCity } from './checkPlainCity';

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

describe('a city that looks at three of many matches', () => {
  it('fails nothing where it may', async () => {
    const verdicts = await withPlainCity({ mostMatches: 3 }, (city) => city.check(requirements, undefined, 3));
    expect(verdicts.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(verdicts.find(({ id }) => id === 'CITY-210')).toMatchObject({
      status: 'PASS',
      seen: expect.stringMatching(/^[1-9]\d* of \d+ questions are bounded$/),
    });
  });

  it('fails CITY-210 alone where the contract wants it to look at more', async () => {
    const verdicts = await checkPlainCity({ mostMatches: 3 }, requirements);
    expect(verdicts.filter(({ status }) => status === 'FAIL').map(({ id }) => id)).toEqual(['CITY-210']);
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
