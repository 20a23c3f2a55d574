import { parseSearch, unknownParametersOf, writeQueryString } from './Search';
import type { QueryString } from './Search';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));

test('a bare address asks for experts and nothing', () => {
  expect(parseSearch({}, 'en')).toEqual({
    state: 'valid',
    search: {
      kind: 'experts',
      text: undefined,
      concepts: [],
      cities: [],
      alliances: [],
      conditions: {},
      lang: 'en',
      order: 'RELEVANCE',
      after: undefined,
    },
  });
});

test('what is written as a query string is read back', () => {
  const search = {
    kind: 'exchanges' as const,
    text: 'Wohnen & "Bauen" <b>',
    concepts: ['concept:housing', 'concept:youth'],
    cities: ['gera'],
    alliances: ['alliance:ruhr'],
    conditions: { country: ['DE', 'NL'], notCity: ['suhl', 'ulm'], populationMin: ['50000'], hasResults: ['true'] },
    view: 'table' as const,
    order: 'TITLE' as const,
    after: 'WyJ4Il0=',
    before: 'WyJ5Il0=',
    lang: 'de',
  };
  const parameters = new URLSearchParams(writeQueryString(search));
  const parsed = Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
  const flat = Object.fromEntries(
    Object.entries(parsed).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
  expect(parseSearch(flat, 'de')).toEqual({ state: 'valid', search });
});

test('lists are repeated or separated by commas, and each value counts once', () => {
  const parsed = parseSearch({ concepts: ['concept:a, concept:b', 'concept:a', ''] }, 'en');
  expect(parsed).toMatchObject({ search: { concepts: ['concept:a', 'concept:b'] } });
});

test('HUB-634 a country is one however its code is typed', () => {
  expect(parseSearch({ text: 'x', country: 'de,DE', notCountry: 'nl' }, 'en').search.conditions).toEqual({
    ...{ country: ['DE'], notCountry: ['NL'] },
  });
});

test('HUB-584 a text is taken as it is meant, so that what is read of it is found in it again', () => {
  const of = (text: string) => parseSearch({ text }, 'de').search.text;
  expect([of('Wohnung in M\u00fcl-\nheim'), of('M\u00fcl\u00adheim'), of('\u00ad')]).toEqual([
    ...['Wohnung in Mülheim', 'Mülheim', undefined],
  ]);
});

test('HUB-692 a hundred conditions may be given, and no more, since links have all of them', () => {
  expect(parseSearch({ city: numbers(60), concepts: numbers(40) }, 'en').state).toBe('valid');
  expect(parseSearch({ city: numbers(60), concepts: numbers(41) }, 'en').state).toBe('invalid');
});

test('HUB-587 what was put to an address to follow whoever opens it is no condition, and is not named', () => {
  const parameters = { text: 'x', utm_source: 'newsletter', fbclid: 'abc', gclid: '1', city_name: 'gera' };
  expect(unknownParametersOf(parameters, 'experts')).toEqual(['city_name']);
});

test('text of blanks alone is no question', () => {
  expect(parseSearch({ text: '  \t ' }, 'en')).toMatchObject({ search: { text: undefined } });
});

test.each([
  [{ kind: 'mayors' }, { parameter: 'kind', reason: 'unknown' }],
  [{ kind: 'toString' }, { parameter: 'kind', reason: 'unknown' }],
  [{ text: ['a', 'b'] }, { parameter: 'text', reason: 'repeated' }],
  [{ after: ['a', 'b'] }, { parameter: 'after', reason: 'repeated' }],
  [{ order: 'BEST' }, { parameter: 'order', reason: 'unknown' }],
  [{ before: 'x'.repeat(3_001) }, { parameter: 'before', reason: 'too long' }],
  [{ text: 'x'.repeat(1_001) }, { parameter: 'text', reason: 'too long' }],
  [{ role: 'MAYOR' }, { parameter: 'role', reason: 'unknown' }],
  [{ populationMin: 'many' }, { parameter: 'populationMin', reason: 'unknown' }],
  [{ populationMax: ['1', '2'] }, { parameter: 'populationMax', reason: 'repeated' }],
  [{ near: 'gera' }, { parameter: 'near', reason: 'unknown' }],
  [{ view: 'globe' }, { parameter: 'view', reason: 'unknown' }],
  [{ concepts: ['a', 'x'.repeat(1_001)] }, { parameter: 'concepts', reason: 'too long' }],
  [
    { city: ['a'], country: numbers(100).join(',') },
    { parameter: 'country', reason: 'too long' },
  ],
  [{ city: numbers(41).map((each) => each.padStart(100, '0')) }, { parameter: 'city', reason: 'too long' }],
])('%j is refused with the parameter at fault, and what was typed is kept', (parameters: QueryString, problem) => {
  const [text] = [parameters['text']].flat();
  expect(parseSearch(parameters, 'en')).toMatchObject({ state: 'invalid', problem, search: { text, concepts: [] } });
});
