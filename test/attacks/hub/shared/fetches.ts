import { startAttackedHub } from '../startAttackedHub';
import type { AttackedHub } from '../startAttackedHub';
import { hub } from './sharedHub';

// Attacks by what a request fetches from cities: each alias is a fetch of its own in the plan.

/** A request may cost little. */
let frugalHub: AttackedHub;

beforeAll(async () => {
  frugalHub = await startAttackedHub({ maxSearchCost: 10 });
}, 60_000);

afterAll(() => frugalHub.close());

/** Beside them, the hub tries a city itself whose answers take long. */
async function fetchesDuring(asked: AttackedHub, run: () => Promise<unknown>): Promise<number> {
  const fetches = (): number =>
    ['musterstadt', 'voorbeeldstad']
      .flatMap((id) => asked.network.city(id).wire.requests)
      .filter(({ query }) => query.includes('_entities')).length;
  const before = fetches();
  await run();
  return fetches() - before;
}

const aliases = (count: number, field: (at: number) => string): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(' ')} }`;

test('HUB-200 fetches the same under 90 aliases: the city is asked once', async () => {
  const query = aliases(90, () => 'city(id: "musterstadt") { topics { nodes { label } } }');
  const calls = await fetchesDuring(hub, async () => {
    const { json } = await hub.post({ query });
    expect(json.errors).toBeUndefined();
    const answers = Object.values(json.data as Record<string, unknown>);
    expect(answers).toHaveLength(90);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ topics: { nodes: [{ label: 'Our plans' }] } })]),
    );
  });
  expect(calls).toBe(1);
});

test('HUB-201 fetches something else under each of 90 aliases: 25 of them are one request', async () => {
  const query = aliases(
    90,
    (at) => `city(id: "musterstadt") { staff(first: ${at + 1}) { nodes { ...name } totalCount } }`,
  );
  const calls = await fetchesDuring(hub, async () => {
    const { json } = await hub.post({ query: `${query} fragment name on Staff { name }` });
    expect(json.errors).toBeUndefined();
    for (let at = 0; at < 90; at += 1) {
      const { nodes, totalCount } = json.data[`a${at}`].staff;
      expect([at, nodes.length]).toEqual([at, Math.min(at + 1, totalCount)]);
    }
  });
  expect(calls).toBe(4);
});

test.each([
  ['HUB-202 fetches from more cities than one request may', 'alliances { cities { topics { nodes { label } } } }', 60],
  [
    'HUB-203 looks up records in more cities than one request may',
    'nodes(ids: ["musterstadt:staff:public", "voorbeeldstad:staff:public"]) { id }',
    60,
  ],
])('%s: it is refused, and no city is asked', async (_name, field, count) => {
  const calls = await fetchesDuring(frugalHub, async () => {
    const { json } = await frugalHub.post({ query: aliases(count, () => field) });
    const codes = json.errors!.map(({ extensions }) => extensions.code);
    expect(new Set(codes)).toEqual(new Set(['TOO_COSTLY']));
  });
  expect(calls).toBe(0);
});
