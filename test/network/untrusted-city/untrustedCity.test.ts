import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: ['ashford', 'birkdale'].map((id) => ({ id, name: id, country: 'GB' })) },
    content: { ashford: inventedCity('ashford', 2), birkdale: inventedCity('birkdale', 2) },
  });
}, 60_000);

afterAll(() => network.close());

afterEach(() => {
  network.city('birkdale').wire.treat = () => 'FORWARD';
});

test('a city that returns the staff of another city is not believed', async () => {
  network.city('birkdale').wire.treat = (request) =>
    request.query.includes('_entities')
      ? {
          data: {
            _entities: [
              {
                __typename: 'City',
                staff: {
                  __typename: 'StaffConnection',
                  nodes: [{ __typename: 'Staff', id: 'ashford:staff:unit-1', name: 'Birkdale says' }],
                },
              },
            ],
          },
        }
      : 'FORWARD';
  const { data, errors } = await network.query(`{
    cities { nodes { id staff { nodes { id name } } } }
  }`);
  expect(JSON.stringify(data)).not.toContain('Birkdale says');
  const ashford = data.cities.nodes.find((city: { id: string }) => city.id === 'ashford');
  expect(ashford.staff.nodes).toHaveLength(2);
  expect(errors?.some((error) => error.extensions.code === 'FOREIGN_ID' && error.extensions.city === 'birkdale')).toBe(
    true,
  );
});

test('a city whose search answers with foreign ids is INVALID and adds nothing', async () => {
  network.city('birkdale').wire.treat = (request) =>
    request.query.includes('staffHits')
      ? {
          data: {
            staffHits: {
              total: 1,
              hits: [
                {
                  id: 'ashford:staff:unit-1',
                  score: 1000,
                  concept: 'concept:housing-plan',
                  mapping: 'EXACT_MATCH',
                  text: null,
                  topic: 'birkdale:topic:plans',
                  role: 'LED',
                  since: '2001',
                  until: null,
                },
              ],
            },
          },
        }
      : 'FORWARD';
  const { data } = await network.query(`{
    experts(text: "housing plan") { nodes { id } coverage { complete cities { city { id } status hits } } }
  }`);
  expect(data.experts.nodes.map((node: { id: string }) => node.id)).toEqual([
    'ashford:staff:unit-1',
    'ashford:staff:unit-2',
  ]);
  expect(data.experts.coverage.complete).toBe(false);
  expect(data.experts.coverage.cities).toContainEqual({ city: { id: 'birkdale' }, status: 'INVALID', hits: null });
});

test('a city that exaggerates its scores is INVALID', async () => {
  network.city('birkdale').wire.treat = (request) =>
    request.query.includes('staffHits')
      ? {
          data: {
            staffHits: {
              total: 1,
              hits: [
                {
                  id: 'birkdale:staff:unit-1',
                  score: 999,
                  concept: 'concept:housing-plan',
                  mapping: 'EXACT_MATCH',
                  text: null,
                  topic: 'birkdale:topic:plans',
                  role: 'TOOK_PART',
                  since: '2001',
                  until: '2001',
                },
              ],
            },
          },
        }
      : 'FORWARD';
  const { data } = await network.query(
    `{ experts(text: "housing plan") { coverage { cities { city { id } status } } } }`,
  );
  expect(data.experts.coverage.cities).toContainEqual({ city: { id: 'birkdale' }, status: 'INVALID' });
});
