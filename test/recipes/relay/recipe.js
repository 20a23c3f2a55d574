const runtime = require('relay-runtime');
const list = require('./__generated__/programmes_list.graphql.js');
const moreQuery = require('./__generated__/programmesMoreQuery.graphql.js');
const one = require('./__generated__/programmes_one.graphql.js');
const oneQuery = require('./__generated__/programmesOneQuery.graphql.js');
const pageQuery = require('./__generated__/programmesQuery.graphql.js');

const hub = process.env.HANSE_HUB ?? 'http://127.0.0.1:4000';

const environment = new runtime.Environment({
  network: runtime.Network.create(async ({ text: query }, variables) => {
    const response = await fetch(`${hub}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    // Relay takes an answer with errors for none. A city that is down makes errors, and the rest is good: its nodes are null.
    return { data, ...(data == null && { errors }) };
  }),
  store: new runtime.Store(new runtime.RecordSource()),
});

/** What usePaginationFragment gives in React. */
function read(variables) {
  const page = environment.lookup(runtime.createOperationDescriptor(pageQuery, variables).fragment);
  return environment.lookup(runtime.getSingularSelector(list, page.data)).data.programmes;
}

async function main() {
  const variables = { text: 'housing' };
  environment.retain(runtime.createOperationDescriptor(pageQuery, variables));
  await runtime.fetchQuery(environment, pageQuery, variables).toPromise();
  const cursor = read(variables).pageInfo.endCursor;
  await runtime.fetchQuery(environment, moreQuery, { ...variables, count: 4, cursor }).toPromise();

  const { edges, totalCount, coverage } = read(variables);
  console.log(`${edges.length} of ${totalCount}, complete: ${coverage.complete}`);
  for (const { node } of edges) if (node !== null) console.log(`${node.title}, ${node.city.name}`);

  const { node } = await runtime.fetchQuery(environment, oneQuery, { id: edges[0].node.id }).toPromise();
  console.log('by its id:', environment.lookup(runtime.getSingularSelector(one, node)).data.title);
}
void main();
