import { verifyFacets } from './verifyFacets';

const NAMES = ['concepts', 'statuses', 'languages', 'roles'] as const;
const NOTHING = { concepts: [], statuses: [], languages: [], roles: [] };
const of = (value: unknown, count: unknown = 1) => [{ value, count }];

test('what a city may count is read', () => {
  const facets = verifyFacets(
    NAMES,
    {
      concepts: [...of('concept:housing', 3), ...of('concept:not-in-this-vocabulary')],
      statuses: of('ACTIVE', 2),
      languages: [...of('de', 3), ...of('de-AT')],
      roles: of('LED'),
    },
    3,
  );
  expect(facets.concepts).toEqual(
    new Map([
      ['concept:housing', 3],
      ['concept:not-in-this-vocabulary', 1],
    ]),
  );
  expect([facets.statuses, facets.languages, facets.roles].map((counts) => [...counts!])).toEqual([
    [['ACTIVE', 2]],
    [
      ['de', 3],
      ['de-AT', 1],
    ],
    [['LED', 1]],
  ]);
});

test('a facet that was not asked for is not there, whatever the city says', () => {
  expect(verifyFacets(['concepts'], { concepts: [], roles: of('LED') }, 3).roles).toBeUndefined();
});

test('what came after contract 1.0 may be missing, and a name that cannot be shown as it is is left out', () => {
  const funders = [...of('Land'), ...of('La\u00adnd'), ...of('x'.repeat(301)), ...of(' ')];
  expect(
    verifyFacets(['years', 'funders', 'goodPractice'], { years: null, funders, goodPractice: of('true') }, 3),
  ).toEqual({
    years: null,
    funders: new Map([['Land', 1]]),
    goodPractice: new Map([['true', 1]]),
  });
});

test.each<[string, unknown, string]>([
  ['no facets', undefined, 'gave no facets'],
  ['a missing list', { ...NOTHING, roles: undefined }, 'its facet of roles is malformed'],
  ['a count that is no integer', { ...NOTHING, roles: of('LED', 1.5) }, 'its facet of roles is malformed'],
  ['a value that is no text', { ...NOTHING, roles: of(7) }, 'its facet of roles is malformed'],
  ['a count of none', { ...NOTHING, roles: of('LED', 0) }, 'its facet of roles, entry 1: counts 0 of 3 matches'],
  ['more than match', { ...NOTHING, roles: of('LED', 4) }, 'its facet of roles, entry 1: counts 4 of 3 matches'],
  [
    'a value twice',
    { ...NOTHING, roles: [...of('LED'), ...of('LED')] },
    'its facet of roles, entry 2: stands there twice',
  ],
  ['an unknown role', { ...NOTHING, roles: of('BOSS') }, 'its facet of roles, entry 1: is not a value that can be'],
  [
    'an unknown status',
    { ...NOTHING, statuses: of('LOST') },
    'its facet of statuses, entry 1: is not a value that can be',
  ],
  ['a malformed language', { ...NOTHING, languages: of('de_DE') }, 'its facet of languages, entry 1: is not a value'],
  ['an empty language', { ...NOTHING, languages: of('') }, 'its facet of languages, entry 1: is not a value'],
  [
    'what is no concept',
    { ...NOTHING, concepts: of('gera:topic:1') },
    'its facet of concepts, entry 1: is not a value',
  ],
  [
    'more languages than anyone speaks',
    { ...NOTHING, languages: Array.from({ length: 1_001 }, (_, at) => ({ value: `de-x-a${at}`, count: 1 })) },
    'gave more than 1000 languages',
  ],
])('%s breaks the contract', (_, raw, reason) => {
  expect(() => verifyFacets(NAMES, raw, 3)).toThrow(reason);
});

test.each([
  ['years', '2024-05'],
  ['years', '0000'],
  ['goodPractice', 'yes'],
  ['openToVisitors', ''],
] as const)('%s are not divided by %j', (name, value) => {
  expect(() => verifyFacets([name], { [name]: of(value) }, 3)).toThrow('is not a value that can be');
});
