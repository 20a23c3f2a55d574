import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { examples } from '../explorer/examples';
import { LANGUAGES } from '../language/Texts';
import { createSearchOperation } from './createSearchOperation';
import { SEARCH_KINDS } from './Search';

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
