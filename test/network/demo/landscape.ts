import { network } from './demoNetwork';

const KINDS = ['staff', 'programmes', 'exchanges', 'offers'] as const;

/** `city concept`: how many records of each kind, in the order of `KINDS`. */
type Tally = Map<string, number[]>;

const MAPPINGS = 'mappings { concept { id } }';
const SELECTIONS = {
  staff: `experiences { topic { ${MAPPINGS} } }`,
  programmes: `topics { ${MAPPINGS} }`,
  exchanges: `topics { ${MAPPINGS} }`,
  offers: `topics { ${MAPPINGS} }`,
};

/** Counts what anybody sees in a city's lists, record by record. */
async function countLists(city: string): Promise<Tally> {
  const lists = KINDS.map(
    (kind) => `${kind}(first: 100) { nodes { ${SELECTIONS[kind]} } pageInfo { hasNextPage } }`,
  ).join(' ');
  const { data, errors } = await network.query(`{ city(id: "${city}") { ${lists} } }`);
  expect(errors).toBeUndefined();
  const tally: Tally = new Map();
  for (const [column, kind] of KINDS.entries()) {
    const { nodes, pageInfo } = data.city[kind];
    expect(pageInfo.hasNextPage).toBe(false);
    for (const { topics, experiences } of nodes) {
      const all = topics ?? experiences.map(({ topic }: typeof data) => topic).filter(Boolean);
      const concepts: string[] = all.flatMap((topic: typeof data) =>
        topic.mappings.map(({ concept }: typeof data) => concept.id),
      );
      for (const concept of new Set(concepts)) {
        const counts = tally.get(`${city} ${concept}`) ?? KINDS.map(() => 0);
        counts[column]! += 1;
        tally.set(`${city} ${concept}`, counts);
      }
    }
  }
  return tally;
}

async function askLandscape(concepts: readonly string[], groupBy: string) {
  const { data, errors } = await network.query(
    `query ($concepts: [ID!]!, $groupBy: LandscapeGrouping!) {
      landscape(concepts: $concepts, groupBy: $groupBy, first: 1000) {
        nodes {
          concept { id label } city { id name } alliance { id name } country population { min below }
          cities staff programmes exchanges offers
        }
        pageInfo { hasNextPage } counted notCounted summariesAsOf
      }
    }`,
    { concepts, groupBy },
  );
  expect(errors).toBeUndefined();
  expect(data.landscape.pageInfo.hasNextPage).toBe(false);
  return data.landscape;
}

const countsOf = (node: Record<string, number>) => KINDS.map((kind) => node[kind]);

/** What strangers are told: no small count of staff. */
const told = (tally: Tally) =>
  Object.fromEntries(
    [...tally]
      .sort()
      .map(([key, [staff = 0, ...others]]) => [key, [staff === 1 || staff === 2 ? null : staff, ...others]]),
  );

test('counts what the lists of the cities have, and of records for members nothing', async () => {
  const connected = await network.query('{ cities(first: 100, filter: { connected: true }) { nodes { id country } } }');
  const cities: { id: string; country: string }[] = connected.data.cities.nodes;
  const tallies = await Promise.all(cities.map(({ id }) => countLists(id)));
  const expected: Tally = new Map(tallies.flatMap((tally) => [...tally]));
  const concepts = [...new Set([...expected.keys()].map((key) => key.split(' ')[1]!))].sort();
  expect(concepts.length).toBeGreaterThan(30);

  const counted = new Map<string, number[]>();
  const byCountry = new Map<string, number[]>();
  for (let from = 0; from < concepts.length; from += 100) {
    const some = concepts.slice(from, from + 100);
    const landscape = await askLandscape(some, 'CITY');
    expect(landscape).toMatchObject({ counted: cities.length, notCounted: 0 });
    for (const node of landscape.nodes) counted.set(`${node.city.id} ${node.concept.id}`, countsOf(node) as number[]);
    for (const node of (await askLandscape(some, 'COUNTRY')).nodes) {
      byCountry.set(`${node.country} ${node.concept.id}`, countsOf(node) as number[]);
    }
  }
  expect(Object.fromEntries([...counted].sort())).toEqual(told(expected));

  const sums: Tally = new Map();
  for (const [key, counts] of expected) {
    const [id, concept] = key.split(' ');
    const group = `${cities.find((city) => city.id === id)!.country} ${concept}`;
    sums.set(
      group,
      (sums.get(group) ?? KINDS.map(() => 0)).map((sum, column) => sum + counts[column]!),
    );
  }
  expect(Object.fromEntries([...byCountry].sort())).toEqual(told(sums));
});

test('names concepts, alliances and classes of size, and asks no city', async () => {
  const { wire } = network.city('musterstadt');
  wire.requests.length = 0;
  const alliances = await askLandscape(['concept:intercultural-opening'], 'ALLIANCE');
  // Musterstadt has something on it too, and is in no alliance.
  expect(alliances.nodes).toMatchObject([
    {
      concept: { label: expect.any(String) },
      alliance: { id: 'alliance:staedteregion-ruhr-2030', name: 'Städteregion Ruhr 2030' },
      cities: 1,
      city: null,
      country: null,
      population: null,
    },
  ]);
  const sizes = await askLandscape(['concept:neighbourhood-based-youth-welfare'], 'POPULATION');
  // Rosenheim has 60,167 inhabitants, Velbert 84,000.
  expect(sizes.nodes).toMatchObject([{ population: { min: 50_000, below: 100_000 }, cities: 2 }]);
  expect(wire.requests).toEqual([]);
});

test("has nothing of Musterstadt's offer for members", async () => {
  const { nodes } = await askLandscape(['concept:homelessness-prevention'], 'CITY');
  expect(nodes.find(({ city }: (typeof nodes)[number]) => city.id === 'musterstadt')).toMatchObject({ offers: 0 });
});
