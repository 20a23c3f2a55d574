import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { SEARCHES_OF_OBJECTS } from './searchesToBegin';

const SDL = join(__dirname, '..', '..', '..', 'schema', 'search.graphql');

test('HUB-695 every field of an object that search pages is known to begin one', () => {
  const paged = parse(readFileSync(SDL, 'utf8')).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value !== 'Query'
      ? (type.fields ?? [])
          .filter((field) => field.arguments?.some(({ name }) => name.value === 'first'))
          .map((field) => `${type.name.value}.${field.name.value}`)
      : [],
  );
  expect(paged.sort()).toEqual([...SEARCHES_OF_OBJECTS]);
});
