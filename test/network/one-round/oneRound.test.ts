import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

// What the hub asks of cities on the wire, where records come with hits.

const cities = ['ashford', 'birkdale', 'corwen', 'dunmore'];
let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: cities.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(cities.map((id) => [id, inventedCity(id, 5)])),
    config: { recordsWithHits: 'public' },
  });
}, 60_000);

afterAll(() => network.close());

/** The answer, and what each city was asked for it, in this order. */
async function ask(document: string, variables: Record<string, unknown> = {}) {
  for (const id of cities) network.city(id).wire.requests.length = 0;
  const { data, errors } = await network.query(document, variables);
  expect(errors).toBeUndefined();
  return { data, asked: cities.map((id) => network.city(id).wire.requests.map(({ query }) => query)) };
}

const once = cities.map(() => [expect.stringContaining('staffHits')]);

test('four cities are asked once each for a page and its records', async () => {
  const { data, asked } = await ask('{ experts(text: "housing plan", first: 8) { nodes { name } } }');
  expect(data.experts.nodes).toHaveLength(8);
  expect(data.experts.nodes.map(({ name }: { name: string }) => name)).toContain('Corwen unit 2');
  expect(asked).toEqual(once);
});
