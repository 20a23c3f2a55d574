import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { NetworkOptions } from '../startNetwork';

const cities = ['ashford', 'birkdale', 'corwen'];
const options: NetworkOptions = {
  vocabulary: housingVocabulary,
  network: { cities: cities.map((id) => ({ id, name: id, country: 'GB' })) },
  content: Object.fromEntries(cities.map((id) => [id, inventedCity(id, 2)])),
};
const question = `{
  experts(text: "housing plan") {
    nodes { id name city { name } }
    totalCount
    coverage { asked answered complete cities { city { id } status hits message } }
  }
}`;

test('a city whose server is closed is named in the coverage, and all others answer', async () => {
  const network = await startNetwork(options);
  try {
    await network.city('birkdale').wire.close();
    const { data, errors } = await network.query(question);
    expect(errors).toBeUndefined();
    expect(data.experts.nodes.map((node: { city: { name: string } }) => node.city.name).sort()).toEqual([
      'ashford',
      'ashford',
      'corwen',
      'corwen',
    ]);
    expect(data.experts.coverage).toMatchObject({ asked: 3, answered: 2, complete: false });
    const dead = data.experts.coverage.cities.find((answer: { city: { id: string } }) => answer.city.id === 'birkdale');
    expect(dead).toMatchObject({ status: 'UNREACHABLE', hits: null });
    expect(dead.message).not.toMatch(/127\.0\.0\.1|ECONN|localhost/);
  } finally {
    await network.close();
  }
}, 60_000);

test('a city that dies between search and fetch gives null nodes and an error with its name', async () => {
  const network = await startNetwork(options);
  try {
    network.city('corwen').wire.treat = (request) => (request.query.includes('_entities') ? 'RESET' : 'FORWARD');
    const { data, errors } = await network.query(question);
    const alive = data.experts.nodes.filter((node: unknown) => node !== null);
    expect(data.experts.nodes).toHaveLength(6);
    expect(alive).toHaveLength(4);
    expect(data.experts.coverage).toMatchObject({ asked: 3, answered: 3, complete: true });
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toMatchObject({ code: 'CITY_UNREACHABLE', city: 'corwen', phase: 'FETCH' });
    expect(errors![0]!.message).not.toMatch(/127\.0\.0\.1|ECONN|localhost/);
    expect(errors![0]!.path?.slice(0, 2)).toEqual(['experts', 'nodes']);
  } finally {
    await network.close();
  }
}, 60_000);

test('a city that hangs is TIMED_OUT, the others answer, and the query keeps its deadline', async () => {
  const network = await startNetwork({ ...options, config: { timeoutMs: 1_500, fetchReserveMs: 500 } });
  try {
    network.city('ashford').wire.treat = () => 'HANG';
    const before = performance.now();
    const { data } = await network.query(question);
    expect(performance.now() - before).toBeLessThan(2_500);
    expect(data.experts.totalCount).toBe(4);
    const late = data.experts.coverage.cities.find((answer: { city: { id: string } }) => answer.city.id === 'ashford');
    expect(late).toMatchObject({ status: 'TIMED_OUT', hits: null });
  } finally {
    await network.close();
  }
}, 60_000);

test('with every city down the hub starts, is ready, and says that nobody answered', async () => {
  const network = await startNetwork({ ...options, down: cities });
  try {
    const ready = await fetch(`${network.hub.url}/health/ready`);
    expect(ready.status).toBe(200);
    const { data, errors } = await network.query(question);
    expect(errors).toBeUndefined();
    expect(data.experts).toMatchObject({ nodes: [], coverage: { asked: 3, answered: 0, complete: false } });
    for (const { status } of data.experts.coverage.cities) expect(status).toBe('UNREACHABLE');
    const listed = await network.query(`{ cities { nodes { id connected status staff { totalCount } } } }`);
    for (const city of listed.data.cities.nodes) {
      expect(city).toMatchObject({ connected: true, status: 'UNREACHABLE', staff: null });
    }
  } finally {
    await network.close();
  }
}, 60_000);
