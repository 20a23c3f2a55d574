import { createCityContext } from '../../subgraphs/city/answer/context';
import { buildCitySchema } from '../../subgraphs/city/schema/buildCitySchema';
import { graphql } from 'graphql';
import type { TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert(
    'programme',
    { key: 'b', adapted_from: 'suhl:programme:1' },
    { key: 'a', adapted_from: 'suhl:programme:1' },
    { key: 'other', adapted_from: 'suhl:programme:2' },
    { key: 'members', adapted_from: 'suhl:programme:1', visibility: 'NETWORK' },
    { key: 'internal', adapted_from: 'suhl:programme:1', visibility: 'INTERNAL' },
    { key: 'own' },
  );
});
afterAll(() => city.close());

const QUERY = 'query ($of: [ID!]!, $first: Int!) { adaptations(of: $of, first: $first) { id adaptedFrom } }';
const ask = async (of: readonly string[], first = 100) => (await city.data(QUERY, { of, first })).adaptations;

describe('what was made after programmes of others', () => {
  it('is told of those that were asked about, each once and in order', async () => {
    expect(await ask(['suhl:programme:2', 'suhl:programme:1', 'suhl:programme:1', 'suhl:programme:none'])).toEqual([
      { id: 'gera:programme:a', adaptedFrom: 'suhl:programme:1' },
      { id: 'gera:programme:b', adaptedFrom: 'suhl:programme:1' },
      { id: 'gera:programme:other', adaptedFrom: 'suhl:programme:2' },
    ]);
    expect(await ask([])).toEqual([]);
  });

  it('is told up to so many of each', async () => {
    const found = await ask(['suhl:programme:1', 'suhl:programme:2'], 1);
    expect(found.map(({ id }: { id: string }) => id)).toEqual(['gera:programme:a', 'gera:programme:other']);
  });

  it('is told as far as the viewer may see it', async () => {
    const member = { anonymous: false, organisation: 'suhl', subject: 'p-1' } as const;
    const { data } = await graphql({
      schema: await buildCitySchema(),
      source: QUERY,
      variableValues: { of: ['suhl:programme:1'], first: 100 },
      contextValue: createCityContext('gera', city.dataSource, member),
    });
    const found = data?.['adaptations'] as readonly { readonly id: string }[];
    expect(found.map(({ id }) => id)).toEqual(['gera:programme:a', 'gera:programme:b', 'gera:programme:members']);
  });

  it.each([
    ['of', Array.from({ length: 1_001 }, (_, number) => `suhl:programme:${number}`), 1],
    ['first', ['suhl:programme:1'], 0],
    ['first', ['suhl:programme:1'], 101],
  ])('is not told where %s cannot be meant', async (argument, of, first) => {
    const { errors } = await city.ask(QUERY, { of, first });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('is found by an index', async () => {
    await city.dataSource.query('SET enable_seqscan = off');
    const plan = await city.dataSource.query(
      `EXPLAIN SELECT key FROM programme WHERE adapted_from = 'suhl:programme:1' AND visibility = ANY ('{PUBLIC}')`,
    );
    expect(JSON.stringify(plan)).toContain('programme_adapted_from_idx');
  });
});
