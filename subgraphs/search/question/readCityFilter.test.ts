import { BadUserInputError } from '../../contract/arguments';
import { EVERY_CITY } from '../choice/Candidates';
import type { SearchableCity } from '../SearchSources';
import type { CityConditions } from './readCityFilter';
import { readCityFilter } from './readCityFilter';

const city = (id: string, more: Partial<SearchableCity> = {}): SearchableCity => ({
  ...{ id, country: 'DE', connected: true, allianceIds: [], languages: [] },
  ...more,
});
const network = {
  cities: new Map(
    [city('gera', { location: { latitude: 50.88, longitude: 12.08 } }), city('suhl')].map((each) => [each.id, each]),
  ),
  alliances: new Map([['alliance:ruhr', {}]]),
};
const read = (conditions: CityConditions) => readCityFilter(conditions, network, EVERY_CITY.without);

test('nothing, nulls and empty lists are no condition', () => {
  expect(read({})).toEqual(EVERY_CITY);
  const nulls = { cities: null, alliances: null, countries: null, cityLanguages: null, population: null, near: null };
  expect(read(nulls)).toEqual(EVERY_CITY);
  expect(read({ notCities: null, notAlliances: [], notCountries: null })).toEqual(EVERY_CITY);
  expect(read({ cities: [], alliances: [], countries: [], cityLanguages: [], population: {} })).toEqual(EVERY_CITY);
  expect(read({ population: { min: null, max: null } })).toEqual(EVERY_CITY);
});

test('conditions are read in the form in which cities are compared', () => {
  expect(
    read({
      cities: ['gera'],
      alliances: ['alliance:ruhr'],
      countries: ['nl', 'DE'],
      cityLanguages: ['DE-at', 'de', 'nl'],
      population: { min: 20_000, max: 50_000 },
      near: { city: 'gera', km: 60 },
      ...{ notCities: ['suhl'], notAlliances: ['alliance:ruhr'], notCountries: ['at'] },
    }),
  ).toEqual({
    cities: new Set(['gera']),
    alliances: new Set(['alliance:ruhr']),
    countries: new Set(['NL', 'DE']),
    languages: new Set(['de', 'nl']),
    population: { min: 20_000, max: 50_000 },
    named: null,
    near: { latitude: 50.88, longitude: 12.08, km: 60 },
    excluded: { cities: new Set(['suhl']), alliances: new Set(['alliance:ruhr']), countries: new Set(['AT']) },
    without: new Set(),
  });
});

test('a range of inhabitants may be open, and may be one number', () => {
  expect(read({ population: { min: 5 } }).population).toEqual({ min: 5, max: Infinity });
  expect(read({ population: { max: 5 } }).population).toEqual({ min: 0, max: 5 });
  expect(read({ population: { min: 5, max: 5 } }).population).toEqual({ min: 5, max: 5 });
});

test('cities that are never asked are none of the conditions of the client', () => {
  const without = new Set(['gera']);
  expect(readCityFilter({}, network, without)).toEqual({ ...EVERY_CITY, without });
});

test.each<[string, CityConditions, string, string]>([
  ['an unknown city', { cities: ['atlantis'] }, 'filter.cities', '"atlantis"'],
  ['an unknown alliance', { alliances: ['alliance:x'] }, 'filter.alliances', '"alliance:x"'],
  ['an unknown city to leave out', { notCities: ['atlantis'] }, 'filter.notCities', '"atlantis"'],
  ['an unknown alliance to leave out', { notAlliances: ['alliance:x'] }, 'filter.notAlliances', '"alliance:x"'],
  ['no code of a country to leave out', { notCountries: ['Austria'] }, 'filter.notCountries', '"Austria"'],
  ['a country that is no code', { countries: ['Germany'] }, 'filter.countries', '"Germany"'],
  ['a malformed language', { cityLanguages: ['de', 'd'] }, 'filter.cityLanguages', '"d"'],
  ['an empty language', { cityLanguages: [''] }, 'filter.cityLanguages', '""'],
  ['more inhabitants than at most', { population: { min: 6, max: 5 } }, 'filter.population', '"min 6, max 5"'],
  ['fewer than no inhabitants', { population: { min: -1 } }, 'filter.population', '-1'],
  ['at most fewer than none', { population: { max: -1 } }, 'filter.population', '-1'],
  ['a place near an unknown city', { near: { city: 'atlantis', km: 5 } }, 'filter.near.city', '"atlantis"'],
  ['a place near a city that lies nowhere', { near: { city: 'suhl', km: 5 } }, 'filter.near.city', '"suhl"'],
  ['no distance', { near: { city: 'gera', km: 0 } }, 'filter.near.km', '0'],
  ['more than the way round', { near: { city: 'gera', km: 20_001 } }, 'filter.near.km', '20001'],
])('%s is refused', (_, conditions, argument, got) => {
  expect(() => read(conditions)).toThrow(BadUserInputError);
  expect(() => read(conditions)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(new RegExp(`^${argument} must be .*, but got ${got}\\.$`)),
      extensions: { code: 'BAD_USER_INPUT', argument },
    }),
  );
});

test('HUB-653 the fewest inhabitants above the most are told to be that, with what to do', () => {
  expect(() => read({ population: { min: 80_000, max: 20_000 } })).toThrow(
    'filter.population must be a range of which min is not above max (swap them, or leave one out), but got "min 80000, max 20000".',
  );
  expect(read({ population: { min: 5, max: 5 } }).population).toEqual({ min: 5, max: 5 });
});
