import graphql from '@graphql-eslint/eslint-plugin';

const { 'flat/schema-recommended': recommended, 'flat/schema-relay': relay } = graphql.configs;

/** GraphQL-ESLint's rules for schemas, and those for Relay, on the API. What is switched off or loosened says why. */
export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/api.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      // Everything has a description here, not types alone.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      // What has no id is a part of the record in which it stands, such as a cost or a contact, or of an answer, such as its
      // coverage. Graphcache is told so under `keys`, as the recipe for urql does; records all have an id, and are a `Node`.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Lists that are short by nature have no pages (guests, partners, mappings), and connections have `nodes` beside `edges`.
      // What is made for an answer has no id, and is no `Node`: a count of `landscape`, a match of `matches`.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Lists made of counts or of the network's file go forwards alone.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
    },
  },
];
