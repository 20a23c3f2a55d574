import { runAsk } from '../../../gateway/web/terminal/runAsk';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

// Gera looks at five of its twelve matches: the units whose work ended last. Hilden has three, and counts them all.

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape of an answer is its question's
type Answer = any;

let network: TestNetwork;

/** Whose staff has a name that is no subject. */
function named(id: string, staff: number): Record<string, string> {
  const { 'staff.csv': people = '', ...files } = inventedCity(id, staff);
  return { ...files, 'staff.csv': people.replaceAll('unit ', 'Zworbel ') };
}

beforeAll(async () => {
  network = await startNetwork({
    network: {
      cities: ['gera', 'hilden'].map((id) => ({ id, name: id === 'gera' ? 'Gera' : 'Hilden', country: 'DE' })),
    },
    content: { gera: named('gera', 12), hilden: named('hilden', 3) },
    vocabulary: housingVocabulary,
    mostMatches: { gera: 5 },
  });
}, 60_000);
afterAll(() => network.close());

const LOOKED_AT = [
  ...[1, 2, 3, 4, 5].map((number) => `gera:staff:unit-${number}`),
  ...[1, 2, 3].map((number) => `hilden:staff:unit-${number}`),
];
const QUESTIONS = ['concepts: ["concept:housing-plan"]', 'text: "Zworbel"'];
const ORDERS = ['RELEVANCE', 'NEWEST', 'TITLE'];

async function ask(args: string, selection = ''): Promise<Answer> {
  const { data, errors } = await network.query(`{
    experts(${args}) {
      totalCount totalCountIsExact nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } ${selection}
    }
  }`);
  expect(errors).toBeUndefined();
  return data.experts;
}

describe.each(QUESTIONS)('a question by %s', (question) => {
  test('HUB-350 counts what a city with more looks at, and says that there is more', async () => {
    const counts = 'facets { cities { city { id } count } roles { role count } } coverage { complete cities { hits } }';
    const page = await ask(question, question.startsWith('text') ? 'coverage { complete cities { hits } }' : counts);
    expect(page).toMatchObject({ totalCount: 8, totalCountIsExact: false, coverage: { complete: true } });
    expect(page.coverage.cities.map(({ hits }: Answer) => hits)).toEqual([5, 3]);
    if (page.facets === undefined) return;
    expect(page.facets.roles).toEqual([{ role: 'LED', count: 8 }]);
    expect(page.facets.cities.map(({ count }: Answer) => count)).toEqual([5, 3]);
  });

  test('HUB-350 says that it counts all where no city has more', async () => {
    const one = await ask(`${question}, filter: { cities: ["hilden"] }`);
    expect(one).toMatchObject({ totalCount: 3, totalCountIsExact: true });
    expect(await ask(`${question}, filter: { kinds: [PERSON] }`)).toMatchObject({
      ...{ totalCount: 0, totalCountIsExact: true },
    });
  });

  test.each(ORDERS)('HUB-351 pages in the order %s through the same records, forwards and back', async (order) => {
    const walk = async (size: string, from: string, cursor: string, more: string): Promise<readonly string[][]> => {
      const pages: string[][] = [];
      for (let at = ''; ;) {
        const page = await ask(`${question}, order: ${order}, ${size}: 3${at}`);
        expect([page.totalCount, page.totalCountIsExact]).toEqual([8, false]);
        pages.push(page.nodes.map(({ id }: Answer) => id));
        if (!page.pageInfo[more]) return pages;
        at = `, ${from}: "${page.pageInfo[cursor]}"`;
      }
    };
    const forwards = (await walk('first', 'after', 'endCursor', 'hasNextPage')).flat();
    expect(forwards.toSorted()).toEqual(LOOKED_AT);
    const backwards = (await walk('last', 'before', 'startCursor', 'hasPreviousPage')).toReversed().flat();
    expect(backwards).toEqual(forwards);
  });
});

test.each([
  ['en', 'More than 8 people and offices found', 'Ask more precisely to reach the others.'],
  ['de', 'Mehr als 8 Fachleute gefunden', 'Mit einer genaueren Frage erreichen Sie auch die übrigen.'],
  ['nl', 'Meer dan 8 deskundigen gevonden', 'Met een preciezere vraag vindt u ook de rest.'],
])('HUB-352 page and terminal say so in %s', async (lang, found, hint) => {
  const address = new URL(`/?kind=experts&text=Zworbel&lang=${lang}`, network.hub.url);
  const page = await (await fetch(address, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain(found);
  expect(page).toContain(hint);

  const printed: string[] = [];
  const out = (text: string): Promise<void> => Promise.resolve(void printed.push(text));
  const code = await runAsk(['--lang', lang, 'Zworbel'], {
    ...{ out, error: (text: string) => printed.push(text), width: 200, hub: new URL(network.hub.url).origin },
  });
  expect([code, printed.join('').replaceAll(/\s+/g, ' ')]).toEqual([0, expect.stringContaining(`${found}.`)]);
  expect(printed.join('').replaceAll(/\s+/g, ' ')).toContain(hint);
});
