import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

const hub = process.env.HANSE_HUB ?? 'http://127.0.0.1:4000';

// Another question is another list; `first`, `after`, `last` and `before` only say which part of a list.
const search = relayStylePagination(['concepts', 'match', 'text', 'filter', 'order']);

const client = new ApolloClient({
  link: new HttpLink({ uri: `${hub}/graphql` }),
  cache: new InMemoryCache({
    // They never change when a city joins.
    possibleTypes: {
      Node: ['Staff', 'Programme', 'Topic', 'Exchange', 'Need', 'Offer', 'City', 'Concept', 'Alliance'],
    },
    typePolicies: {
      Query: {
        fields: {
          ...{ experts: search, programmes: search, exchanges: search, offers: search, needs: search },
          cities: relayStylePagination(['filter']),
          // What is known by its id need not be asked again.
          node: (_, { args, toReference }) => toReference({ __typename: typeOf(args.id), id: args.id }),
        },
      },
    },
  }),
  // A city that is down makes null nodes and an error; the rest of the answer is still good.
  defaultOptions: { watchQuery: { errorPolicy: 'all' }, query: { errorPolicy: 'all' } },
});

/** What an id such as gera:programme:12 names. */
function typeOf(id) {
  const type = id.split(':')[1];
  return type[0].toUpperCase() + type.slice(1);
}

// Ask for `edges`: they are what is joined, without those of which a city did not give the record. `nodes` are the last page's.
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

const variables = { text: 'housing' };
const first = await client.query({ query, variables });
// Null, with an error, where an argument is wrong.
const after = first.data.programmes.pageInfo.endCursor;
// In React: what useQuery gives as fetchMore.
await client.watchQuery({ query, variables }).fetchMore({ variables: { after } });

const { edges, totalCount, coverage } = client.readQuery({ query, variables }).programmes;
console.log(`${edges.length} of ${totalCount}, complete: ${coverage.complete}`);
for (const { node } of edges) if (node !== null) console.log(`${node.title}, ${node.city.name}`);

// A page of one record is there before the hub is asked.
const one = gql`
  query One($id: ID!) {
    node(id: $id) {
      id
      ... on Programme {
        title
      }
    }
  }
`;
const known = client.readQuery({ query: one, variables: { id: edges[0].node.id } });
console.log('from the cache:', known?.node.title);
