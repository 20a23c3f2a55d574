import { buildSchema } from 'graphql';
import { LocalDataSource } from './LocalDataSource';

type Request = Parameters<LocalDataSource['process']>[0];

const schema = buildSchema('type Query { city(id: ID!): String }');
schema.getQueryType()!.getFields()['city']!.resolve = (_, { id }: { id: string }, { greeting }: { greeting: string }) =>
  `${greeting} ${id}`;

const ask = (source: LocalDataSource, query: string, id: string) =>
  source.process({ request: { query, variables: { id } }, context: { greeting: 'Hello' } } as unknown as Request);

test('the same text is answered for other variables, each time with the context of the request', async () => {
  const source = new LocalDataSource(schema);
  const query = 'query ($id: ID!) { city(id: $id) }';
  expect(await ask(source, query, 'Gera')).toEqual({ data: { city: 'Hello Gera' } });
  expect(await ask(source, query, 'Rosenheim')).toEqual({ data: { city: 'Hello Rosenheim' } });
});

test('more texts than are kept are all answered', async () => {
  const source = new LocalDataSource(schema);
  for (const round of [1, 2]) {
    for (let number = 0; number < 600; number++) {
      const query = `query ($id: ID!) { city${number}: city(id: $id) }`;
      expect(await ask(source, query, `${round}`)).toEqual({ data: { [`city${number}`]: `Hello ${round}` } });
    }
  }
});
