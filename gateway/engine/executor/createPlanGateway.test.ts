import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { parse } from 'graphql';
import { composeSubgraphs } from '../../../subgraphs/composing/composeSubgraphs';
import { createPlanGateway } from './createPlanGateway';

const PEOPLE = 'type Query { people(first: Int): [Person] } type Person @key(fields: "id") { id: ID! }';
const NAMES = 'type Person @key(fields: "id") { id: ID! name(upper: Boolean): String }';

async function start() {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"]) ';
  const composed = composeSubgraphs({ people: link + PEOPLE, names: link + NAMES });
  if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
  const calls: { readonly name: string; readonly request: Parameters<GraphQLDataSource['process']>[0] }[] = [];
  const onHandOver = jest.fn();
  const gateway = createPlanGateway({
    supergraphSdl: composed.supergraphSdl,
    onHandOver,
    buildService: ({ name }) => ({
      process: (request) => {
        calls.push({ name, request });
        return Promise.resolve(
          name === 'people'
            ? { data: { people: [{ __typename: 'Person', id: '1' }, null, { __typename: 'Person', id: '2' }] } }
            : { data: { _entities: [{ name: 'A' }, { name: 'B', password: 'x' }] } },
        );
      },
    }),
  });
  const { executor } = await gateway.load({ apollo: {} });
  const ask = (query: string, more: object = {}) =>
    executor!({
      request: { query },
      document: parse(query),
      source: query,
      metrics: {},
      context: { viewer: 'me' },
      ...more,
    } as unknown as GatewayGraphQLRequestContext);
  return { gateway, ask, calls, onHandOver };
}

test('an answer holds what was asked for and nothing else', async () => {
  const { ask } = await start();
  expect(await ask('{ people { name } }')).toEqual({ data: { people: [{ name: 'A' }, null, { name: 'B' }] } });
});

test('a data source gets what Apollo Gateway would give it', async () => {
  const { ask, calls } = await start();
  await ask('query Q($upper: Boolean) { people { name(upper: $upper) } }', { request: { variables: { upper: true } } });
  expect(calls).toMatchObject([
    {
      name: 'people',
      request: { kind: 'incoming operation', request: { variables: {}, operationName: 'Q__people__0' } },
    },
    {
      name: 'names',
      request: {
        context: { viewer: 'me' },
        incomingRequestContext: { context: { viewer: 'me' } },
        pathInIncomingRequest: ['people', '@'],
        request: {
          operationName: 'Q__names__1',
          variables: {
            upper: true,
            representations: [
              { __typename: 'Person', id: '1' },
              { __typename: 'Person', id: '2' },
            ],
          },
        },
      },
    },
  ]);
});

test('operations that differ in a value are planned once, and each is asked with its own', async () => {
  const { ask, calls, gateway } = await start();
  await ask('{ people(first: 1) { id } }');
  await ask('{ people(first: 2) { id } }');
  expect(gateway.plans).toMatchObject({ size: 1, misses: 1 });
  const [first, second] = calls.map(({ request }) => request.request);
  expect(second?.query).toBe(first?.query);
  expect([first, second].map((request) => Object.values(request?.variables ?? {}))).toEqual([[1], [2]]);
});

test('introspection is selected like anything else: twice, under conditions, and with a null that is refused', async () => {
  const { ask, calls } = await start();
  const query = `query ($on: Boolean!, $name: String = "Person") {
    __schema { queryType { name } } a: __type(name: $name) { name } ...S @include(if: $on)
  }
  fragment S on Query { __schema { queryType { kind } } }`;
  expect(await ask(query, { request: { variables: { on: true } } })).toEqual({
    data: { __schema: { queryType: { name: 'Query', kind: 'OBJECT' } }, a: { name: 'Person' } },
  });
  const { data, errors } = await ask(query, { request: { variables: { on: false, name: null } } });
  expect(data).toEqual({ __schema: { queryType: { name: 'Query' } }, a: null });
  expect(errors).toMatchObject([{ path: ['a'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(calls).toEqual([]);
});

test('fields come in the order of the query, as graphql-js has them', async () => {
  const { ask } = await start();
  const query = `{ people { ... on Person { kind: __typename } name ... on Person { b: __typename } ...F kind: __typename } }
    fragment F on Person { a: __typename name }`;
  const { data } = await ask(query);
  expect(JSON.stringify(data)).toContain('{"kind":"Person","name":"A","b":"Person","a":"Person"}');
});

test('what was planned ahead is not planned again', async () => {
  const { ask, gateway } = await start();
  gateway.planAhead('query A { people { id } } query B { people { name } }');
  expect(gateway.plans.size).toBe(2);
  await ask('query A { people { id } }', { request: { operationName: 'A' } });
  expect(gateway.plans.size).toBe(2);
  gateway.planAhead('query C($on: Boolean!) { people { id name @include(if: $on) } }');
  expect(gateway.plans.size).toBe(4);
  await ask('query C($on: Boolean!) { people { id name @include(if: $on) } }', {
    request: { variables: { on: false } },
  });
  expect(gateway.plans.size).toBe(4);
  expect(() => {
    gateway.planAhead('{ nobody }');
  }).toThrow('nobody');
});

test('a request that is to be traced for Apollo is left to Apollo Gateway', async () => {
  const { ask, onHandOver } = await start();
  const metrics = { captureTraces: true, startHrTime: process.hrtime() };
  const query = 'query ($on: Boolean!) { people(first: 3) { name @include(if: $on) } }';
  const { data } = await ask(query, { request: { query, variables: { on: true } }, metrics });
  expect(data).toEqual({ people: [{ name: 'A' }, null, { name: 'B' }] });
  expect(onHandOver).toHaveBeenCalledWith('TRACED');
  expect(metrics).toHaveProperty('queryPlanTrace');
});
