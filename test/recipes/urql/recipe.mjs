import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { Client, fetchExchange, gql } from '@urql/core';
import { getIntrospectionQuery } from 'graphql';

const hub = process.env.HANSE_HUB ?? 'http://127.0.0.1:4000';

// The schema: better once, when the program is built.
const response = await fetch(`${hub}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery({ descriptions: false }) }),
});
const { data: introspection } = await response.json();

// Graphcache wants to know of what has no id that it is a part of what it stands in: coverage, pages, costs, ...
const withoutId = introspection.__schema.types.filter(
  ({ kind, fields }) => kind === 'OBJECT' && !fields.some(({ name }) => name === 'id'),
);
const keys = Object.fromEntries(withoutId.map(({ name }) => [name, () => null]));

const client = new Client({
  url: `${hub}/graphql`,
  exchanges: [
    cacheExchange({
      schema: introspection,
      keys,
      resolvers: {
        Query: {
          // The pages of a question as one list.
          ...{ experts: relayPagination(), programmes: relayPagination(), exchanges: relayPagination() },
          ...{ offers: relayPagination(), needs: relayPagination(), cities: relayPagination() },
        },
      },
    }),
    fetchExchange,
  ],
});

const query = gql`
  query Programmes($text: String!, $after: String) {
    programmes(text: $text, first: 4, after: $after) {
      edges {
        cursor
        node {
          id
          title
          city {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      coverage {
        complete
      }
    }
  }
`;

const first = await client.query(query, { text: 'housing' });
const after = first.data.programmes.pageInfo.endCursor;
const both = await client.query(query, { text: 'housing', after });
// Null, with an error, where an argument is wrong.
const { edges, totalCount, coverage } = both.data.programmes;
console.log(`${edges.length} of ${totalCount}, complete: ${coverage.complete}`);
for (const { node } of edges) if (node !== null) console.log(`${node.title}, ${node.city.name}`);

const again = await client.query(query, { text: 'housing', after }, { requestPolicy: 'cache-only' });
console.log('from the cache:', again.data.programmes.edges.length);
