import { graphql } from './generated/gql.js';
import type { TypedDocumentString } from './generated/graphql.js';

const hub = process.env['HANSE_HUB'] ?? 'http://127.0.0.1:4000';

const query = graphql(`
  query Visits($text: String!, $kinds: [OfferKind!]) {
    offers(text: $text, filter: { kinds: $kinds }) {
      nodes {
        title
        capacity
        languages
        city {
          name
        }
      }
      coverage {
        asked
        answered
      }
    }
  }
`);

/** Asks with the types of the question: variables that do not fit, or a field that was not asked for, do not compile. */
async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data } = (await response.json()) as { data: Result };
  return data;
}

const { offers } = await ask(query, { text: 'housing action plans', kinds: ['VISIT'] });
for (const offer of offers?.nodes ?? []) {
  // A node is null where its city did not give it.
  if (offer !== null)
    console.log(`${offer.title}, ${offer.city?.name}: ${offer.capacity} people, ${offer.languages?.join()}`);
}
console.log(`answered: ${offers?.coverage.answered} of ${offers?.coverage.asked}`);
