import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLFormattedError } from 'graphql';
import { parse, validate } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { AskCity, CityOperation, CityReply } from '../../contract/AskCity';
import { askWithin } from './askWithin';
import type { SearchContext } from '../SearchContext';
import { batchCalls } from './batchCalls';

const viewer = { anonymous: true } as const;
const contract = buildSubgraphSchema(parse(readFileSync(join(__dirname, '../../../schema/city.graphql'), 'utf8')));

const hits = (field: 'staffHits' | 'programmeHits', concept: string): CityOperation => ({
  query: `query Hits($concepts: [ConceptGroup!], $day: PartialDate!, $first: Int!) {
  ${field}(concepts: $concepts, day: $day, first: $first) { total hits { id score } }
}`,
  variables: { concepts: [{ terms: [{ concept, weight: 1000 }] }], day: '2026-03-01', first: 21 },
});

const answered = (data: Record<string, unknown>, errors: readonly GraphQLFormattedError[] = []): CityReply => ({
  status: 'ANSWERED',
  data,
  errors,
  tookMs: 3,
});

/** Asks all at once on behalf of one client, of a city that replies as told. */
async function ask(operations: readonly (readonly [string, CityOperation])[], reply: AskCity = echo) {
  const requests: { cityId: string; operation: CityOperation }[] = [];
  const context = {} as SearchContext;
  const askCity: AskCity = (id, asked, call) => {
    requests.push({ cityId: id, operation: asked });
    return reply(id, asked, call);
  };
  const replies = await Promise.all(
    operations.map(([cityId, operation]) =>
      batchCalls(context, askCity)(cityId, operation, { signal: new AbortController().signal, viewer }),
    ),
  );
  return { replies, requests };
}

/** Answers each root field with its concept. */
const echo: AskCity = (_, { query, variables }) => {
  const data = [...query.matchAll(/(?:(h\d+): )?(\w+Hits)\(concepts: \$(\w+)/g)].map(([, alias, field, concepts]) => [
    alias ?? field,
    (variables[concepts!] as [{ terms: [{ concept: string }] }])[0].terms[0].concept,
  ]);
  return Promise.resolve(answered(Object.fromEntries(data) as Record<string, unknown>));
};

const dataOf = (reply: CityReply | undefined) => (reply?.status === 'ANSWERED' ? reply.data : undefined);

test('calls of one tick to one city are one request, and each gets its own part of the reply', async () => {
  const { replies, requests } = await ask([
    ['gera', hits('staffHits', 'concept:housing')],
    ['gera', hits('programmeHits', 'concept:youth')],
    ['gera', hits('staffHits', 'concept:mobility')],
  ]);
  expect(requests).toHaveLength(1);
  expect(validate(contract, parse(requests[0]!.operation.query))).toEqual([]);
  expect(replies.map(dataOf)).toEqual([
    { staffHits: 'concept:housing' },
    { programmeHits: 'concept:youth' },
    { staffHits: 'concept:mobility' },
  ]);
});

test('the text of a request depends on what kinds are asked for, not on their order or their questions', async () => {
  const one = await ask([
    ['gera', hits('staffHits', 'concept:a')],
    ['gera', hits('programmeHits', 'concept:b')],
  ]);
  const other = await ask([
    ['jena', hits('programmeHits', 'concept:c')],
    ['jena', hits('staffHits', 'concept:d')],
  ]);
  expect(one.requests[0]!.operation.query).toBe(other.requests[0]!.operation.query);
});

test('a call without company is sent as it is', async () => {
  const operations = [hits('staffHits', 'concept:housing'), hits('staffHits', 'concept:housing')];
  const { requests } = await ask([
    ['gera', operations[0]!],
    ['jena', operations[1]!],
  ]);
  expect(requests.map(({ operation }) => operation)).toEqual(operations);
});

test('what is asked twice is asked once', async () => {
  const { replies, requests } = await ask([
    ['gera', hits('staffHits', 'concept:housing')],
    ['gera', hits('staffHits', 'concept:housing')],
  ]);
  expect(requests).toEqual([{ cityId: 'gera', operation: hits('staffHits', 'concept:housing') }]);
  expect(replies.map(dataOf)).toEqual([{ staffHits: 'concept:housing' }, { staffHits: 'concept:housing' }]);
});

test('more operations than a request may have are several requests', async () => {
  const { replies, requests } = await ask(
    Array.from({ length: 60 }, (_, index) => ['gera', hits('staffHits', `concept:c${index}`)] as const),
  );
  expect(requests).toHaveLength(3);
  expect(replies.map(dataOf)).toEqual(Array.from({ length: 60 }, (_, index) => ({ staffHits: `concept:c${index}` })));
});

test('questions that are long are not put into one request beyond its size', async () => {
  const long = (concept: string): CityOperation => {
    const { query, variables } = hits('staffHits', concept);
    return { query, variables: { ...variables, text: 'x'.repeat(200_000) } };
  };
  const { requests } = await ask(['a', 'b', 'c'].map((slug) => ['gera', long(`concept:${slug}`)] as const));
  expect(requests).toHaveLength(2);
});

test('an error goes to the call that it is about, one without a path to every call', async () => {
  const { replies } = await ask(
    [
      ['gera', hits('staffHits', 'concept:a')],
      ['gera', hits('staffHits', 'concept:b')],
    ],
    () =>
      Promise.resolve(
        answered({ h0: 'a', h1: 'b' }, [{ message: 'one', path: ['h1', 'hits', 3] }, { message: 'all' }]),
      ),
  );
  expect(replies.map((reply) => reply.status === 'ANSWERED' && reply.errors)).toEqual([
    [{ message: 'all' }],
    [{ message: 'one', path: ['staffHits', 'hits', 3] }, { message: 'all' }],
  ]);
});

test('a failure is the failure of every call, also against the promise never to reject', async () => {
  const { replies } = await ask(
    [
      ['gera', hits('staffHits', 'concept:a')],
      ['gera', hits('staffHits', 'concept:b')],
    ],
    () => Promise.reject(new Error('ECONNRESET')),
  );
  expect(replies).toMatchObject([{ status: 'UNREACHABLE' }, { status: 'UNREACHABLE' }]);
});

test('a request ends when the last of its calls has given up, and not before', async () => {
  const [impatient, patient] = [new AbortController(), new AbortController()];
  let request: AbortSignal | undefined;
  const asker = batchCalls({} as SearchContext, (_, __, call) => {
    request = call.signal;
    return new Promise(() => undefined);
  });
  const calls = [impatient, patient].map(({ signal }, index) =>
    askWithin(asker, 'gera', hits('staffHits', `concept:c${index}`), { signal, viewer }),
  );
  await new Promise(setImmediate);
  impatient.abort();
  expect(await calls[0]).toMatchObject({ status: 'TIMED_OUT' });
  expect(request?.aborted).toBe(false);
  patient.abort();
  expect(await calls[1]).toMatchObject({ status: 'TIMED_OUT' });
  expect(request?.aborted).toBe(true);
});

test('calls of different clients never share a request', async () => {
  const requests: string[] = [];
  const askCity: AskCity = (cityId) => {
    requests.push(cityId);
    return Promise.resolve(answered({}));
  };
  const { signal } = new AbortController();
  await Promise.all(
    [1, 2].map(() => batchCalls({} as SearchContext, askCity)('gera', hits('staffHits', 'a'), { signal, viewer })),
  );
  expect(requests).toEqual(['gera', 'gera']);
});
