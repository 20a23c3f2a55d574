import { gql, GraphQLClient } from 'graphql-request';

const hub = process.env.HANSE_HUB ?? 'http://127.0.0.1:4000';
// 'all': a city that is down makes an error beside the data, and does not throw the data away.
const client = new GraphQLClient(`${hub}/graphql`, { errorPolicy: 'all' });
// A member adds { headers: { authorization: `Bearer ${token}` } }.

const { data, errors } = await client.rawRequest(
  gql`
    query Visits($text: String!) {
      offers(text: $text, filter: { kinds: [VISIT] }) {
        nodes {
          title
          availability
          city {
            name
          }
        }
        coverage {
          asked
          answered
          complete
        }
      }
    }
  `,
  { text: 'housing action plans' },
);
// Null, with an error, where an argument is wrong.
for (const offer of data.offers?.nodes ?? []) {
  if (offer !== null) console.log(`${offer.title}, ${offer.city?.name} (${offer.availability})`);
}
console.log('answered:', data.offers?.coverage.answered, 'of', data.offers?.coverage.asked);
console.log('errors:', errors?.length ?? 0);
