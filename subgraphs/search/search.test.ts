import type { AskCity } from '../contract/AskCity';
import { offers } from './kinds';
import { search } from './search';
import type { FakeRecord } from './test/createFakeCity';
import { createFakeCity } from './test/createFakeCity';
import { createFakeNetwork } from './test/createFakeNetwork';

// What no field of `Query` leads to: fields elsewhere in the graph search so.

const offer = (key: string, concept: string, more: Partial<FakeRecord> = {}): FakeRecord => ({
  ...{ type: 'offer', key },
  topics: [{ key: concept, concept: `concept:${concept}`, mapping: 'EXACT_MATCH' }],
  ...more,
});

const gera = createFakeCity('gera', [offer('1', 'homelessness', { title: 'A day at the shelter' })]);
const jena = createFakeCity('jena', [offer('1', 'housing'), offer('2', 'mobility')]);
const suhl = createFakeCity('suhl', [offer('1', 'housing', { visibility: 'NETWORK' })]);
const HOUSING = { concepts: ['concept:housing'] };

test('offers are found by the counts of the summaries, best match first', async () => {
  const network = createFakeNetwork({ cities: [gera, jena, suhl] });
  await network.summarise();
  const found = await search(offers, HOUSING, network.createContext(), network.dependencies);
  expect(found.edges).toMatchObject([
    {
      ...{ score: 1000, node: { __typename: 'Offer', id: 'jena:offer:1' } },
      why: [{ match: 'EXACT', concept: { id: 'concept:housing' }, role: null, since: null, until: null }],
    },
    // Narrower than what was asked for.
    { score: 800, node: { id: 'gera:offer:1' }, why: [{ match: 'NARROWER' }] },
  ]);
  expect(found.coverage).toMatchObject({ asked: 2, answered: 2, withheld: 1, complete: true });
});

test('offers are found by words, and page like all hits', async () => {
  const network = createFakeNetwork({ cities: [gera, jena] });
  const ask = (args: Parameters<typeof search>[1]) =>
    search(offers, args, network.createContext(), network.dependencies);
  expect((await ask({ text: 'shelter' })).edges).toMatchObject([{ score: 600, why: [{ match: 'TEXT' }] }]);

  const first = await ask({ ...HOUSING, first: 1 });
  expect(first.nodes.map(({ id }) => id)).toEqual(['jena:offer:1']);
  const next = await ask({ ...HOUSING, first: 1, after: first.pageInfo.endCursor });
  expect(next.nodes.map(({ id }) => id)).toEqual(['gera:offer:1']);
  expect(next.pageInfo.hasNextPage).toBe(false);
});

test('a city that is left out is not asked, and neither missing nor counted', async () => {
  const network = createFakeNetwork({ cities: [gera, jena] });
  const found = await search(offers, HOUSING, network.createContext(), network.dependencies, {
    without: new Set(['jena']),
  });
  expect(network.calls.map(({ cityId }) => cityId)).toEqual(['gera']);
  expect(found).toMatchObject({ totalCount: 1, facets: null, coverage: { asked: 1, notAsked: 0, complete: true } });
});

test('facets of a kind that is divided since contract 1.1 are told of cities that have it, and the others are counted', async () => {
  const old: AskCity = async (_, operation) => {
    const reply = await jena.answer(operation);
    return reply.status === 'ANSWERED'
      ? { ...reply, data: { offerHits: { ...(reply.data['offerHits'] as object), facets: null } } }
      : reply;
  };
  const network = createFakeNetwork({ cities: [gera, jena], misbehave: { jena: old } });
  const { facets } = await search(offers, HOUSING, network.createContext(), network.dependencies, {
    wantsFacets: true,
  });
  expect(facets).toEqual({
    withheld: false,
    cities: [
      { city: { id: 'gera' }, count: 1 },
      { city: { id: 'jena' }, count: 1 },
    ],
    concepts: [{ concept: { id: 'concept:homelessness' }, count: 1, fewerThan: null }],
    countries: [{ country: 'DE', count: 2 }],
    ...{ alliances: [], statuses: [], languages: [], roles: [], populations: [], years: [], funders: [] },
    ...{ goodPractice: [], openToVisitors: [], notDivided: 1 },
  });
});
