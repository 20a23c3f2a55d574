import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  graphqlSync,
  introspectionTypes,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { network } from './oneCityNetwork';

// Whatever introspection graphql-js offers is answered as graphql-js answers it, over the schema that clients see.

const api = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));

async function expectSame(query: string, variables?: Record<string, unknown>): Promise<void> {
  const expected = graphqlSync({
    schema: api,
    source: query,
    rootValue: { alliances: [] },
    variableValues: variables ?? {},
  });
  expect(expected.errors).toBeUndefined();
  expect(inNoOrder(await network.query(query, variables))).toEqual(inNoOrder(expected));
}

/** The order of types and directives is that of the program which prints the schema. */
function inNoOrder(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(inNoOrder)
      .map((item) => JSON.stringify(item))
      .sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, inNoOrder(below)]));
}

const ALL = {
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
} as const;

test('HUB-191 the introspection query, with every option of it', async () => {
  await expectSame(getIntrospectionQuery(ALL));
  for (const option of Object.keys(ALL)) await expectSame(getIntrospectionQuery({ [option]: true }));
  await expectSame(getIntrospectionQuery({ descriptions: false }));
});

test('HUB-191 the schema that a client builds of it is the one that is documented', async () => {
  const { data } = await network.query(getIntrospectionQuery(ALL));
  const built = buildClientSchema(data);
  expect(printSchema(lexicographicSortSchema(built))).toBe(printSchema(lexicographicSortSchema(api)));
});

/** All fields of a type of introspection, and of those below it that are not lists, as deep as said. */
function allOf(type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields())
    .map((field) => {
      const below = getNamedType(field.type);
      const args = field.args.length > 0 ? `(${field.args.map(({ name }) => `${name}: true`).join(', ')})` : '';
      if (!isObjectType(below)) return field.name + args;
      return depth === 0 ? '' : `${field.name}${args} { ${allOf(below, depth - 1)} __typename }`;
    })
    .join(' ');
}

test.each(introspectionTypes.filter(isObjectType).map((type) => [type.name, type] as const))(
  'HUB-191 every field of %s that graphql-js knows',
  async (name, type) => {
    const fields = allOf(type, 1);
    const places: Readonly<Record<string, string>> = {
      __Schema: `__schema { ${fields} }`,
      __Type: `__schema { types { ${fields} } }`,
      __Field: `__type(name: "Query") { fields(includeDeprecated: true) { ${fields} } }`,
      __InputValue: `__type(name: "ExpertFilter") { inputFields(includeDeprecated: true) { ${fields} } }`,
      __EnumValue: `__type(name: "AnswerStatus") { enumValues(includeDeprecated: true) { ${fields} } }`,
      __Directive: `__schema { directives(includeDeprecated: true) { ${fields} } }`,
    };
    expect(places[name]).toBeDefined();
    await expectSame(`{ ${places[name]!} }`);
  },
);

test.each<[name: string, query: string, variables?: Record<string, unknown>]>([
  [
    'under other names, twice, and merged',
    `{ a: __schema { queryType { n: name } } __schema { directives { name } } b: __type(name: "City") { kind }
       __schema { queryType { name } } __typename a: __schema { types { name } } }`,
  ],
  [
    'in fragments, within and around it',
    `{ ...Around ... { ... on Query { city: __type(name: "City") { ...Within } } } }
     fragment Around on Query { __schema { types { ...Within } } }
     fragment Within on __Type { name isOneOf fields { name type { ... on __Type { kind ofType { name } } } } }`,
  ],
  [
    'with variables, given and by default',
    `query ($name: String!, $old: Boolean = true, $never: Boolean = false) {
       __type(name: $name) { fields(includeDeprecated: $old) { name isDeprecated args(includeDeprecated: $old) { name } } }
       __schema { directives(includeDeprecated: $never) { name isDeprecated } types @include(if: $never) { name } }
     }`,
    { name: 'Concept' },
  ],
  [
    'on a condition, beside data',
    `query ($yes: Boolean!, $no: Boolean!) {
       __schema @include(if: $no) { types { name } }
       ... @include(if: $yes) { __schema { queryType { name } } alliances { id } }
       t: __type(name: "City") @skip(if: $yes) { name }
     }`,
    { yes: true, no: false },
  ],
  ['of a type that is not there', '{ __type(name: "Nobody") { name } other: __type(name: "__Type") { name isOneOf } }'],
])('HUB-191 introspection %s', async (_name, query, variables = {}) => {
  await expectSame(query, variables);
});

test('the schema is at an address of its own, as those who generate code read it', async () => {
  const response = await fetch(`${network.hub.url}/api.graphql`);
  expect(response.status).toBe(200);
  expect(printSchema(buildSchema(await response.text()))).toBe(printSchema(api));
});
