import fc from 'fast-check';
import { HIT_ORDERS } from '../contract/enums';
import type { HitOrder } from '../contract/enums';
import { anyCities, anyConcepts, answersInFull, anyConduct, conducted } from './test/anyCities';
import { HitReserve } from './hits/HitReserve';
import type { Conduct } from './test/anyCities';
import type { FakeCity } from './test/createFakeCity';
import type { FakeNetworkOptions, Loose } from './test/createFakeNetwork';
import { createFakeNetwork } from './test/createFakeNetwork';

const QUERY = `query ($concepts: [ID!]!, $order: SearchOrder, $first: Int, $after: String, $last: Int, $before: String) {
  experts(concepts: $concepts, order: $order, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor score node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    coverage { complete cities { city { id } status } }
  }
}`;

const network: { -readonly [K in keyof FakeNetworkOptions]: FakeNetworkOptions[K] } = { cities: [] };
const { execute, calls } = createFakeNetwork(network);

interface Found {
  readonly score: number;
  readonly id: string;
}

interface Page {
  /** In the order in which they are walked over. */
  readonly found: readonly Found[];
  /** The way that the walk goes. */
  readonly next: string | null;
  /** Whether it is said that something stands where the walk comes from. */
  readonly isBehind: boolean;
  readonly complete: boolean;
  /** By city. */
  readonly statuses: ReadonlyMap<string, string>;
}

interface Asked {
  readonly concepts: readonly string[];
  readonly first: number;
  readonly order?: HitOrder;
  /** Whether the walk begins at the end. */
  readonly backwards?: boolean;
}

const ALL_PROMPT = (): Conduct => 'prompt';

async function askPage(
  cities: readonly FakeCity[],
  conductOf: (cityId: string) => Conduct,
  { concepts, first, order = 'RELEVANCE', backwards = false }: Asked,
  from: string | null,
): Promise<Page> {
  network.cities = cities.filter(({ id }) => conductOf(id) !== 'away');
  network.misbehave = Object.fromEntries(cities.map((city) => [city.id, conducted(city, conductOf(city.id))]));
  const page = backwards ? { last: first, before: from } : { first, after: from };
  const { data, errors } = await execute(QUERY, { concepts, order, ...page });
  expect(errors).toBeUndefined();
  const { edges, pageInfo, coverage } = data.experts;
  const found = edges.map((edge: Loose) => ({ score: edge.score, id: edge.node.id }));
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  return {
    found: backwards ? found.reverse() : found,
    next: backwards ? (hasPreviousPage ? startCursor : null) : hasNextPage ? endCursor : null,
    isBehind: backwards ? hasNextPage : hasPreviousPage,
    complete: coverage.complete,
    statuses: new Map(coverage.cities.map((answer: Loose) => [answer.city.id, answer.status])),
  };
}

/** Of five cities with seven staff each. */
const MOST_HITS = 35;

/** Walks all pages. `conductOn` says how a city conducts itself when the page of this number is asked for. */
async function walk(
  cities: readonly FakeCity[],
  conductOn: (page: number, cityId: string) => Conduct,
  asked: Asked,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let after: string | null = null;
  do {
    const number = pages.length;
    const page = await askPage(cities, (cityId) => conductOn(number, cityId), asked, after);
    pages.push(page);
    after = page.next;
    // A walk that goes back over what it has seen would not end.
    expect(pages.length).toBeLessThanOrEqual(MOST_HITS);
  } while (after !== null);
  return pages;
}

const compare = (a: Found, b: Found) => (a.score === b.score ? (a.id < b.id ? -1 : 1) : b.score - a.score);

/** Compares as an order has it, from one end or the other. */
function comparison(cities: readonly FakeCity[], { order, backwards = false }: Asked) {
  const recordOf = ({ id }: Found) => {
    const [slug, , key] = id.split(':');
    return cities.find((city) => city.id === slug)!.records.find((record) => record.key === key)!;
  };
  const sign = backwards ? -1 : 1;
  return (a: Found, b: Found): number => {
    if (a.id === b.id) return 0;
    if (order === 'RELEVANCE' || order === undefined) return sign * compare(a, b);
    const [one, other] = [recordOf(a), recordOf(b)];
    const values = order === 'TITLE' ? [one.title!, other.title!] : [other.updatedAt!, one.updatedAt!];
    return sign * (values[0]! < values[1]! ? -1 : values[0]! > values[1]! ? 1 : a.id < b.id ? -1 : 1);
  };
}

const anyAsked = (most: number): fc.Arbitrary<Asked> =>
  fc.record({
    concepts: anyConcepts,
    first: fc.integer({ min: 1, max: most }),
    order: fc.constantFrom(...HIT_ORDERS),
    backwards: fc.boolean(),
  });

const ownerOf = ({ id }: Found) => id.slice(0, id.indexOf(':'));

/** Asked city by city, so that nothing is merged and no page is cut. */
async function everyHit(
  cities: readonly FakeCity[],
  asked: Pick<Asked, 'concepts'> & Partial<Asked>,
): Promise<Found[]> {
  const { concepts } = asked;
  const all: Found[] = [];
  for (const city of cities) {
    const { found, complete } = await askPage([city], ALL_PROMPT, { concepts, first: 100 }, null);
    // Nothing but an honest city: if this is not complete, the hub took it for a liar.
    expect(complete).toBe(true);
    all.push(...found);
  }
  return all.sort(comparison(cities, { first: 1, ...asked }));
}

test('walking all pages gives every hit once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(anyCities, anyAsked(9), async (cities, asked) => {
      const pages = await walk(cities, ALL_PROMPT, asked);
      expect(pages.flatMap(({ found }) => found)).toEqual(await everyHit(cities, asked));
      // A page that promises another one is full.
      for (const page of pages.slice(0, -1)) expect(page.found).toHaveLength(asked.first);
      expect(pages.map(({ isBehind }) => isBehind)).toEqual(pages.map((_, number) => number > 0));
    }),
    { numRuns: 80 },
  );
});

describe('when cities leave, join, slow down and break the order between pages', () => {
  /** By city and page; after the last page told, a city goes on as it did. */
  const anyConducts = fc.array(fc.array(anyConduct, { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 5 });
  const conductsIn =
    (conducts: readonly (readonly Conduct[])[]) =>
    (page: number, cityId: string): Conduct => {
      const own = conducts[Number(cityId.slice('city-'.length))] ?? [];
      return own[Math.min(page, own.length - 1)] ?? 'prompt';
    };

  test('every remaining hit still comes once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(anyCities, anyAsked(4), anyConducts, async (cities, asked, conducts) => {
        const conductOn = conductsIn(conducts);
        const comesAfter = comparison(cities, asked);
        const pages = await walk(cities, conductOn, asked);
        const walked = pages.flatMap(({ found }) => found);
        // In order, and therefore none twice: the order is strict.
        for (const [at, hit] of walked.slice(1).entries()) expect(comesAfter(walked[at]!, hit)).toBeLessThan(0);

        const remains = (hit: Found) => pages.every((_, number) => answersInFull(conductOn(number, ownerOf(hit))));
        const all = await everyHit(cities, asked);
        expect(walked.filter(remains)).toEqual(all.filter(remains));
      }),
      { numRuns: 60 },
    );
  });

  test('each page is the best of what the answering cities have behind the page before, and names the others', async () => {
    await fc.assert(
      fc.asyncProperty(anyCities, anyAsked(4), anyConducts, async (cities, asked, conducts) => {
        const conductOn = conductsIn(conducts);
        const comesAfter = comparison(cities, asked);
        const pages = await walk(cities, conductOn, asked);
        const all = await everyHit(cities, asked);
        let last: Found | undefined;
        for (const [number, { found, next, complete, statuses }] of pages.entries()) {
          const behind = all.filter((hit) => last === undefined || comesAfter(last, hit) < 0);
          const rest = behind.filter((hit) => answersInFull(conductOn(number, ownerOf(hit))));
          expect(found).toEqual(rest.slice(0, asked.first));
          expect(next !== null).toBe(rest.length > asked.first);
          for (const { id } of cities) {
            // A city is asked for one hit more than the page holds, and one without any breaks no order.
            const spoilt = behind.some((hit) => ownerOf(hit) === id) ? 'INVALID' : 'ANSWERED';
            const expected: Readonly<Record<Conduct, string | undefined>> = {
              ...{
                prompt: 'ANSWERED',
                late: 'ANSWERED',
                'too late': 'TIMED_OUT',
                disorderly: spoilt,
                away: undefined,
              },
            };
            expect(statuses.get(id)).toBe(expected[conductOn(number, id)]);
          }
          const answered = [...statuses.values()].every((status) => status === 'ANSWERED');
          expect(complete).toBe(statuses.size > 0 && answered);
          last = found.at(-1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('with a reserve of what cities gave beyond the page', () => {
  afterEach(() => {
    network.reserve = undefined;
  });

  test('every hit comes once and in order, however little is kept and whenever it is let go', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCities,
        anyConcepts,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        async (cities, concepts, first, mostKept, forgets) => {
          const reserve = new HitReserve(mostKept);
          network.reserve = reserve;
          const pages = await walk(
            cities,
            (page) => {
              if (forgets[page % forgets.length] === true) reserve.forget();
              return 'prompt';
            },
            { concepts, first },
          );
          network.reserve = undefined;
          expect(pages.flatMap(({ found }) => found)).toEqual(await everyHit(cities, { concepts }));
          for (const page of pages.slice(0, -1)) expect(page.found).toHaveLength(first);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a city is asked once for a page and once for all the others, and not again when it has no more', async () => {
    await fc.assert(
      fc.asyncProperty(anyCities, anyConcepts, fc.integer({ min: 1, max: 9 }), async (cities, concepts, first) => {
        network.reserve = new HitReserve();
        calls.length = 0;
        const pages = await walk(cities, ALL_PROMPT, { concepts, first });
        const found = pages.flatMap((page) => page.found);
        for (const { id } of cities) {
          // Whether something stands before a page is another question.
          const asked = calls.filter(
            ({ cityId, operation: { query, variables } }) =>
              cityId === id && query.includes('Hits') && variables['first'] !== 1,
          );
          const given = found.filter((hit) => ownerOf(hit) === id).length;
          expect(asked.length).toBeLessThanOrEqual(given > first ? 2 : 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a city that failed is named on every page, and not asked again', async () => {
    await fc.assert(
      fc.asyncProperty(anyCities, anyConcepts, async (cities, concepts) => {
        network.reserve = new HitReserve();
        calls.length = 0;
        const failing = cities[0]?.id;
        const pages = await walk(cities, (_, id) => (id === failing ? 'too late' : 'prompt'), { concepts, first: 2 });
        expect(calls.filter(({ cityId }) => cityId === failing).length).toBeLessThanOrEqual(1);
        for (const { statuses, complete } of pages) {
          if (failing === undefined || !statuses.has(failing)) continue;
          expect([statuses.get(failing), complete]).toEqual(['TIMED_OUT', false]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
