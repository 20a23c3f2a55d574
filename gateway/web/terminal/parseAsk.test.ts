import { parseAsk } from './parseAsk';

const hub = 'http://127.0.0.1:4000';

test('the words are the question, with or without quotation marks', () => {
  const expected = {
    state: 'valid',
    ask: {
      search: {
        kind: 'experts',
        text: 'housing action plans',
        concepts: [],
        cities: [],
        alliances: [],
        lang: 'en',
        order: 'RELEVANCE',
        after: undefined,
      },
      first: 20,
      format: 'table',
      hub,
    },
  };
  expect(parseAsk(['housing action plans'], hub)).toEqual(expected);
  expect(parseAsk(['housing', 'action', 'plans'], hub)).toEqual(expected);
});

test.each(['programmes', 'exchanges', 'offers', 'needs'] as const)('--%s looks for these', (kind) => {
  expect(parseAsk(['x', `--${kind}`], hub)).toMatchObject({ ask: { search: { kind } } });
});

test('every option is understood', () => {
  const parsed = parseAsk(
    [
      '--exchanges',
      '--city',
      'gera',
      '--city',
      'jena',
      '--alliance',
      'alliance:ruhr',
      '--concept',
      'concept:housing',
    ].concat([
      '--lang',
      'nl',
      '--first',
      '5',
      '--after',
      'x',
      '--order',
      'newest',
      '--json',
      '--hub',
      'https://hub.example/graphql',
    ]),
    hub,
  );
  expect(parsed).toEqual({
    state: 'valid',
    ask: {
      search: {
        kind: 'exchanges',
        text: undefined,
        concepts: ['concept:housing'],
        cities: ['gera', 'jena'],
        alliances: ['alliance:ruhr'],
        lang: 'nl',
        order: 'NEWEST',
        after: 'x',
      },
      first: 5,
      format: 'json',
      hub: 'https://hub.example',
    },
  });
});

test.each([
  [[]],
  [['  ']],
  [['x', '--first', '0']],
  [['x', '--first', '101']],
  [['x', '--first', '1e1']],
  [['x', '--programmes', '--exchanges']],
  [['x', '--offers', '--exchanges']],
  [['x', '--needs', '--offers']],
  [['x', '--json', '--csv']],
  [['x', '--order', 'oldest']],
  [['x', '--after', 'y', '--before', 'z']],
  [['x', '--csv', '--before', 'z']],
  [['x', '--hub', 'ftp://hub.example']],
  [['x', '--frist', '5']],
])('%j is wrong, and the text says why', (args) => {
  const parsed = parseAsk(args, hub);
  expect(parsed.state).toBe('wrong');
  expect(parsed).toMatchObject({ text: expect.stringMatching(/^error: .+\n/) });
});

test('a hub in the environment that is no address is named as the fault', () => {
  expect(parseAsk(['x'], 'localhost')).toMatchObject({ state: 'wrong', text: expect.stringContaining('HANSE_HUB') });
});

test('help is an answer', () => {
  expect(parseAsk(['--help'], hub)).toMatchObject({ state: 'help', text: expect.stringContaining('--alliance') });
});

test('cities are chosen by country and size', () => {
  const conditionsOf = (...args: string[]) => {
    const parsed = parseAsk(['x', ...args], hub);
    return parsed.state === 'valid' ? parsed.ask.search.conditions : parsed.state;
  };
  expect(conditionsOf('--country', 'nl', '--country', 'DE')).toEqual({ country: ['NL', 'DE'] });
  expect(conditionsOf('--not-city', 'gera', '--not-alliance', 'alliance:x', '--not-country', 'nl')).toEqual({
    ...{ notCity: ['gera'], notAlliance: ['alliance:x'], notCountry: ['NL'] },
  });
  expect(conditionsOf('--size', '20000-80000')).toEqual({ populationMin: ['20000'], populationMax: ['80000'] });
  expect(conditionsOf('--size=-80000')).toEqual({ populationMax: ['80000'] });
  expect(conditionsOf('--size', 'small')).toBe('wrong');
});

test('an id after the word "show" is that of a record, and the word in a question is one of it', () => {
  expect(parseAsk(['show', 'gera:programme:1'], hub)).toMatchObject({ state: 'show', ask: { kind: 'programme' } });
  expect(parseAsk(['show', 'gera'], hub)).toMatchObject({ state: 'show', ask: { kind: 'city' } });
  expect(parseAsk(['show', 'concept:housing'], hub)).toMatchObject({ state: 'show', ask: { kind: 'subject' } });
  expect(parseAsk(['show me housing plans'], hub)).toMatchObject({ state: 'valid' });
});

test('--near takes a city and kilometres, and says how where it is given anything else', () => {
  expect(parseAsk(['x', '--near', 'gera:50'], hub)).toMatchObject({
    ask: { search: { conditions: { near: ['gera:50'] } } },
  });
  for (const wrong of ['gera', 'gera:0', 'gera:20001', '50.8,12.0', 'Gera:50']) {
    expect(parseAsk(['x', '--near', wrong], hub)).toMatchObject({
      state: 'wrong',
      text: expect.stringContaining('such as gera:50'),
    });
  }
});
