import { readFileSync, writeFileSync } from 'node:fs';
import { buildASTSchema, parse, validate } from 'graphql';
import fc from 'fast-check';
import { readHubSchemas } from '../../../subgraphs/composing/HubSchemas';
import { housingVocabulary } from '../housingVocabulary';
import { lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

// Three real cities, whose units work on parks, with youth, or on both. Altdorf says that it serves contract 1.0, and is asked as such.

const { firstCity } = readHubSchemas();
const CITIES = ['altdorf', 'neudorf', 'weildorf'];
const UNITS = Array.from({ length: 15 }, (_, number) => number);
const topicsOf = (unit: number): readonly string[] => [['parks'], ['youth'], ['parks', 'youth']][unit % 3]!;
const ROLES = ['LED', 'WORKED', 'TOOK_PART'];

function content(id: string): Record<string, string> {
  const experiences = UNITS.flatMap((unit) =>
    topicsOf(unit).map(
      (topic) =>
        `${topic}-${unit},unit-${unit},${topic},${ROLES[unit % ROLES.length]},${2010 + unit},${2010 + unit + (unit % 2)}`,
    ),
  );
  return {
    'city.yaml': `id: ${id}\nname: ${id}\nlanguage: en\n`,
    'topics.csv': lines('key,label_en,exact_match', 'parks,Green,concept:parks', 'youth,Young people,concept:youth'),
    'staff.csv': lines(
      'key,kind,name,languages,visibility',
      ...UNITS.map((unit) => `unit-${unit},UNIT,Unit ${unit},en,PUBLIC`),
    ),
    'experiences.csv': lines('key,staff,topic,role,since,until', ...experiences),
  };
}

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: CITIES.map((id) => ({ id, name: id, country: 'DE' })) },
    content: Object.fromEntries(CITIES.map((id) => [id, content(id)])),
  });
  const { wire } = network.city('altdorf');
  wire.treat = ({ query }) => (query.includes('_service') ? { data: { _service: { sdl: firstCity } } } : 'FORWARD');
  // A city that moves is examined anew.
  const file = readFileSync(network.networkFile, 'utf8');
  writeFileSync(network.networkFile, file.replace(wire.url, `${wire.url}/moved`));
  const isExamined = () => wire.requests.some(({ query }) => query.includes('_service'));
  wire.requests.length = 0;
  await network.hub.reload();
  while (!isExamined() || !(await isComplete())) await network.hub.refresh();
  wire.requests.length = 0;
}, 120_000);
afterAll(() => network.close());

const QUESTION = `query ($first: Int, $after: String) {
  experts(text: "parks, youth work", first: $first, after: $after) {
    nodes { id }
    totalCount
    pageInfo { hasNextPage endCursor }
    coverage { complete }
  }
}`;

const isComplete = async (): Promise<boolean> =>
  (await network.query(QUESTION, { first: 1 })).data.experts.coverage.complete as boolean;

/** The ids of all pages of so many, in the order of the list. */
async function walk(first: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await network.query(QUESTION, { first, after });
    expect(errors).toBeUndefined();
    const { nodes, totalCount, pageInfo, coverage } = data.experts as {
      nodes: readonly { id: string }[];
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      coverage: { complete: boolean };
    };
    expect([totalCount, coverage.complete]).toEqual([CITIES.length * UNITS.length, true]);
    found.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

test('a question with two subjects pages through cities on 1.0 and 1.1 without a gap or a double, whatever the pages', async () => {
  const all = await walk(100);
  expect(all).toHaveLength(CITIES.length * UNITS.length);
  expect(new Set(all).size).toBe(all.length);
  const size = fc.integer({ min: 4, max: 17 });
  await fc.assert(
    fc.asyncProperty(size, async (first) => {
      expect(await walk(first)).toEqual(all);
    }),
    { numRuns: 8 },
  );
}, 60_000);

test('who works on both comes first in cities on 1.1, and stands by the score in the one on 1.0', async () => {
  const all = await walk(100);
  const isBoth = (id: string) => topicsOf(Number(id.split('-').at(-1))).length === 2;
  const firstOfOne = all.findIndex((id) => !isBoth(id));
  const isOld = (id: string) => id.startsWith('altdorf:');
  expect(all.slice(0, firstOfOne).filter((id) => !isOld(id))).toHaveLength(
    all.filter((id) => isBoth(id) && !isOld(id)).length,
  );
  expect(
    all
      .slice(firstOfOne)
      .filter((id) => isBoth(id))
      .every(isOld),
  ).toBe(true);
  expect(all.slice(firstOfOne).some((id) => isBoth(id))).toBe(true);
});

test('the city on 1.0 is asked nothing that its contract lacks', () => {
  const first = buildASTSchema(parse(firstCity), { assumeValidSDL: true });
  const searches = network.city('altdorf').wire.requests.filter(({ query }) => query.includes('Hits('));
  expect(searches.length).toBeGreaterThan(0);
  for (const { query } of searches) expect(validate(first, parse(query))).toEqual([]);
});
