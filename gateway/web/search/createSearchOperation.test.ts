import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { examples } from '../explorer/examples';
import { LANGUAGES } from '../language/Texts';
import { createPageOperation, createSearchOperation } from './createSearchOperation';
import type { Conditions } from './conditions';
import { SEARCH_KINDS } from './Search';
import type { SearchKind } from './Search';

const api = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));

const search = {
  text: 'housing',
  concepts: [],
  cities: [],
  alliances: [],
  lang: 'en',
  after: undefined,
};

describe.each(['page', 'table'] as const)('for a %s', (selection) => {
  test.each(SEARCH_KINDS)('the query for %s is valid in the API', (kind) => {
    const { query } = createSearchOperation({ ...search, kind }, 20, selection);
    expect(validate(api, parse(query))).toEqual([]);
  });
});

describe.each([undefined, 'table'] as const)('with what its page shows beside the hits, as %s', (view) => {
  test.each(SEARCH_KINDS)('the query for %s is valid in the API, on the first page and on others', (kind) => {
    for (const after of [undefined, 'there']) {
      const { query } = createPageOperation({ ...search, kind, after, ...(view && { view }) }, 20);
      expect(validate(api, parse(query))).toEqual([]);
    }
  });
});

test('the other kinds of search are counted under the conditions that they have, on the first page alone', () => {
  const conditions = { country: ['NL'], status: ['ACTIVE'], goodPractice: ['true'], funder: ['Rijk, en provincie'] };
  const first = createPageOperation({ ...search, kind: 'programmes', conditions }, 20);
  expect(first.variables).toMatchObject({
    filter: { countries: ['NL'], statuses: ['ACTIVE'], goodPractice: true, funders: ['Rijk, en provincie'] },
    expertsFilter: { countries: ['NL'] },
    // A request is open or met, and not running.
    needsFilter: { countries: ['NL'] },
  });
  const { variables, query } = createPageOperation({ ...search, kind: 'programmes', conditions, after: 'there' }, 20);
  expect(variables).not.toHaveProperty('expertsFilter');
  expect(query).not.toContain('experts(');
});

test.each<[SearchKind, Conditions, string[]]>([
  ['experts', { role: ['LED'], language: ['nl'] }, ['roles', 'languages']],
  [
    'programmes',
    { status: ['ACTIVE'], goodPractice: ['true'], openToVisitors: ['true'], funder: ['Rijk'], hasCosts: ['true'] },
    ['statuses', 'goodPractice', 'openToVisitors', 'funders'],
  ],
  ['exchanges', { startsAfter: ['2021-12-31'] }, ['years']],
  ['offers', { language: ['nl'], populationMax: ['49999'] }, ['populations', 'languages']],
  ['needs', { status: ['OPEN'], country: ['NL'] }, ['countries', 'needStatuses']],
])('a facet of %s of which a value is chosen is asked for without it', (kind, conditions, fields) => {
  const asked = {
    ...search,
    kind,
    conditions,
    cities: ['gera'],
    alliances: ['alliance:x'],
    concepts: ['concept:rents'],
  };
  const { query, variables } = createPageOperation(asked, 20);
  expect(validate(api, parse(query))).toEqual([]);
  expect([...query.matchAll(/(\w+)Without: /g)].map(([, field]) => field)).toEqual([
    ...fields,
    ...['cities', 'alliances', 'concepts'],
  ]);
  expect(variables['citiesFilter']).not.toHaveProperty('cities');
  expect(variables['citiesFilter']).toHaveProperty('alliances');
  expect(createPageOperation(asked, 20, true).query).not.toContain('Without');
  expect(createPageOperation({ ...asked, text: undefined }, 20).query).not.toContain('conceptsWithout');
});

test('a circle around a city is one condition of the filter, of every kind', () => {
  for (const kind of SEARCH_KINDS) {
    const { variables } = createSearchOperation({ ...search, kind, conditions: { near: ['gera:50'] } }, 20, 'page');
    expect(variables).toMatchObject({ filter: { near: { city: 'gera', km: 50 } } });
  }
});

test('a range of inhabitants is one condition of the filter', () => {
  const conditions = { populationMin: ['50000'], populationMax: ['99999'] };
  expect(createSearchOperation({ ...search, kind: 'needs', conditions }, 20, 'page').variables).toMatchObject({
    filter: { population: { min: 50_000, max: 99_999 } },
  });
});

test.each(LANGUAGES)('each example of the explorer in "%s" is valid in the API', (language) => {
  for (const { query } of examples) expect(validate(api, parse(query(language)))).toEqual([]);
});

test('what is not asked is not sent', () => {
  expect(createSearchOperation({ ...search, kind: 'experts' }, 20, 'page').variables).toEqual({
    text: 'housing',
    first: 20,
    lang: 'en',
  });
});

test('cities and alliances become the filter', () => {
  const { variables } = createSearchOperation(
    { ...search, kind: 'experts', cities: ['gera'], alliances: ['alliance:ruhr'] },
    20,
    'page',
  );
  expect(variables).toMatchObject({ filter: { cities: ['gera'], alliances: ['alliance:ruhr'] } });
});
