import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNullableType, isIntrospectionType, isListType, isObjectType } from 'graphql';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { createListSizes } from './createListSizes';
import type { AskedField } from './createListSizes';
import { introspectionListSize } from './introspectionListSize';

const read = (file: string): string => readFileSync(join(__dirname, '../../../schema', file), 'utf8');
const schema = buildSchema(read('api.graphql'));
const vocabulary = parseVocabulary(read('topics.ttl'), 'topics.ttl');
const cities = Array.from({ length: 30 }, (_, at) => {
  const url = at < 20 ? `, url: "http://city-${at}.example/graphql"` : '';
  return `  - { id: city-${at}, name: City ${at}, country: DE, languages: [de, nl]${url} }`;
});
const network = parseNetwork(
  `name: Test\ncities:\n${cities.join('\n')}\nalliances:\n  - { id: all, name: All, cities: [${cities.map((_, at) => `city-${at}`).join()}] }\n`,
  'network.yaml',
);
const listSizeOf = createListSizes(() => network, vocabulary);
const topConcepts = vocabulary.concepts().filter(({ broader }) => broader.length === 0);

const field = (coordinate: string, args: object = {}, owner?: AskedField): AskedField => ({
  coordinate,
  args: args as AskedField['args'],
  owner,
});

const lists = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((one) => isListType(getNullableType(one.type)))
      .map((one) => ({
        type,
        one,
        coordinate: `${type.name}.${one.name}`,
        isIntrospection: isIntrospectionType(type),
      })),
  );

test('where the size of each list of the API comes from is known', () => {
  expect(lists.length).toBeGreaterThan(50);
  const unknown = lists.filter(({ coordinate, isIntrospection }) => {
    const asked = field(coordinate);
    return (isIntrospection ? introspectionListSize(asked, schema) : listSizeOf(asked)) === undefined;
  });
  expect(unknown.map(({ coordinate }) => coordinate)).toEqual([]);
  expect(listSizeOf(field('City.mayors'))).toBeUndefined();
});

test('each list without pages says how long it can be', () => {
  const isPage = ({ type, one }: (typeof lists)[number]): boolean =>
    one.args.some(({ name }) => ['first', 'ids'].includes(name)) ||
    (['edges', 'nodes'].includes(one.name) && /(Connection|ChangeList|AdaptationList)$/.test(type.name));
  const silent = lists
    .filter((list) => !list.isIntrospection && !isPage(list))
    .filter(({ one }) => !/\bat most\b|: as many as|, as many as|: one for each/i.test(one.description ?? ''));
  expect(silent.map(({ coordinate }) => coordinate)).toEqual([]);
});

const search = (args: object, coordinate = 'Query.experts') => field(coordinate, args);
const coverage = (args: object) => field('ExpertSearchConnection.coverage', {}, search(args));

test.each([
  ['nodes by the ids', field('Query.nodes', { ids: ['gera', 'gera', 'gera'] }), 3],
  ['concepts by the page', field('Query.concepts', { first: 7 }), 7],
  ['a page that is refused', field('Query.concepts', { first: 2_000_000 }), 1],
  ['the items of a page by the page', field('StaffConnection.nodes', {}, field('City.staff', { first: 60 })), 60],
  ['cities of an alliance by the network', field('Alliance.cities'), 30],
  ['cities that a search asks by those connected', field('Coverage.cities', {}, coverage({ text: 'a' })), 20],
  ['the same, where they are named', field('Coverage.cities', {}, coverage({ filter: { cities: ['city-1'] } })), 1],
  ['the facet of concepts by the vocabulary', field('Facets.concepts'), vocabulary.concepts().length],
  [
    'an expansion by what is narrower',
    field('ExpertSearchConnection.expansion', {}, search({ concepts: ['concept:housing'] })),
    1 + vocabulary.narrower('concept:housing').length,
  ],
  [
    'an expansion of all top concepts by the vocabulary',
    field('ExpertSearchConnection.expansion', {}, search({ concepts: topConcepts.map(({ id }) => id) })),
    vocabulary.concepts().length,
  ],
  [
    'an expansion below a concept by the largest',
    field('ExpertSearchConnection.expansion', {}, search({}, 'Concept.experts')),
    Math.max(...vocabulary.concepts().map(({ id }) => 1 + vocabulary.narrower(id).length)),
  ],
])('%s', (_what, asked, size) => {
  expect(listSizeOf(asked)).toBe(size);
});

test('what is below a concept is counted once, and not for each search of an operation', () => {
  const narrower = jest.spyOn(vocabulary, 'narrower');
  const asked = field('ExpertSearchConnection.expansion', {}, search({ concepts: topConcepts.map(({ id }) => id) }));
  expect(listSizeOf(asked)).toBeGreaterThan(topConcepts.length);
  expect(narrower).not.toHaveBeenCalled();
});
