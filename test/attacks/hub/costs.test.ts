import { housingVocabulary } from '../../network/housingVocabulary';
import { inventedCity, lines } from '../../network/inventedCity';
import { parseHubConfig } from '../../../gateway/config';
import { startNetwork } from '../../network/startNetwork';
import type { Answer, TestNetwork } from '../../network/startNetwork';
import type { WireRequest } from '../../network/startWiretap';
import { productionLimits } from './startAttackedHub';
import { startProvider } from './startProvider';
import type { Provider } from './startProvider';

// Attacks by what a request makes the hub and its cities do: few requests, each of which costs much.

const POINTS = 62;
const ORIGIN = 'https://dashboard.example.org';

let provider: Provider;
let network: TestNetwork;

beforeAll(async () => {
  provider = await startProvider();
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: [
        { id: 'large', name: 'Large', country: 'DE' },
        { id: 'small', name: 'Small', country: 'DE' },
      ],
    },
    content: { large: largeCity(), small: inventedCity('small', 2) },
    config: {
      maxSearchCost: parseHubConfig({}).maxSearchCost,
      signIn: provider.signIn,
      limits: productionLimits({
        HANSE_REQUESTS_PER_MINUTE: String(POINTS),
        HANSE_TRUSTED_PROXIES: '127.0.0.1',
        HANSE_CORS_ORIGINS: ORIGIN,
      }),
    },
  });
}, 60_000);

afterAll(async () => {
  await network.close();
  await provider.close();
});

/** 4,000 of its staff led work on housing plans. */
function largeCity(): Record<string, string> {
  const numbers = Array.from({ length: 4_000 }, (_, at) => at + 1);
  return {
    ...inventedCity('large', 0),
    'staff.csv': lines('key,kind,name,visibility', ...numbers.map((i) => `unit-${i},UNIT,Large unit ${i},PUBLIC`)),
    'experiences.csv': lines(
      'key,staff,topic,role,since',
      ...numbers.map((i) => `work-${i},unit-${i},plans,LED,${2000 + (i % 20)}`),
    ),
  };
}

/** Has a city say that so many of its staff know of housing plans. */
async function claim(cityId: string, staff: number): Promise<void> {
  const { wire } = network.city(cityId);
  const summary = {
    version: `claims ${staff}`,
    asOf: new Date().toISOString(),
    public: [{ concept: 'concept:housing-plan', staff, programmes: 0, exchanges: 0, offers: 0 }],
    network: [],
  };
  wire.treat = ({ query }) => (/\bsummary\b/.test(query) ? { data: { summary } } : 'FORWARD');
  await network.hub.refresh();
}

let addresses = 0;
/** Each test asks from an address of its own, whose minute has not begun. */
const newcomer = () => ({ 'x-forwarded-for': `198.51.100.${(addresses += 1)}` });

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Answer;
  /** Points that are left. */
  readonly left: number;
}

async function ask(query: string, headers: Readonly<Record<string, string>>): Promise<Asked> {
  const response = await fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const left = Number(/^"points";r=(\d+);t=\d+$/.exec(response.headers.get('ratelimit') ?? '')?.[1]);
  return { status: response.status, headers: response.headers, json: (await response.json()) as Answer, left };
}

const isSearch = ({ query }: WireRequest): boolean => query.includes('staffHits') || query.includes('programmeHits');

/** Searches that went to cities while something ran. */
async function searchesDuring(run: () => Promise<unknown>): Promise<number> {
  const searches = (): number =>
    ['large', 'small'].reduce((sum, id) => sum + network.city(id).wire.requests.filter(isSearch).length, 0);
  const before = searches();
  await run();
  return searches() - before;
}

const aliases = (count: number, field: (at: number) => string): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(' ')} }`;
const codesOf = ({ json: { errors = [] } }: Asked): ReadonlySet<unknown> =>
  new Set(errors.map(({ extensions }) => extensions['code']));

/** What these cost, with 4,000 records to be looked through. */
const OF_WORDS = 4;
const BY_WORDS = '{ experts(text: "led the work", first: 1) { totalCount } }';
const WITH_FACETS = '{ experts(text: "led the work", first: 1) { totalCount facets { roles { count } } } }';

test('HUB-210 asks for experts and programmes of many concepts, with facets: it is refused, and no city is asked', async () => {
  const caller = newcomer();
  const facets = 'facets { cities { count } }';
  const each = `concepts(first: 100) { experts { ${facets} } programmes { ${facets} } }`;
  const searches = await searchesDuring(async () => {
    const asked = await ask(
      aliases(6, () => each),
      caller,
    );
    expect(codesOf(asked)).toEqual(new Set(['TOO_COSTLY']));
    expect(asked.json.errors![0]!.message).toMatch(/^This query costs \d+, and the limit is 60: these are points/);
    // What the hub had to do for it is charged all the same.
    expect(asked.left).toBeLessThan(POINTS - 5);
  });
  expect(searches).toBe(0);
});

test.each([
  ['HUB-211 searches for words', BY_WORDS, OF_WORDS],
  ['HUB-212 searches for words, with facets, which strangers do not get', WITH_FACETS, OF_WORDS],
])('%s: each time it pays for what the large city has to look through', async (_name, query, points) => {
  const caller = newcomer();
  const lefts: number[] = [];
  const searches = await searchesDuring(async () => {
    for (;;) {
      const asked = await ask(query, caller);
      if (asked.status === 429) {
        expect(codesOf(asked)).toEqual(new Set(['RATE_LIMITED']));
        expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(asked.json.errors![0]!.message).toMatch(
          new RegExp(`^This query costs ${points} points, and ${asked.left} of ${POINTS} are left in this minute\\.`),
        );
        break;
      }
      expect([asked.status, asked.json.errors]).toEqual([200, undefined]);
      lefts.push(asked.left);
    }
  });
  const paid = Math.floor(POINTS / points);
  expect(lefts).toEqual(Array.from({ length: paid }, (_, at) => POINTS - points * (at + 1)));
  // Both cities, and none of them for what could not be paid.
  expect(searches).toBe(2 * paid);
});

test('HUB-213 many small requests cost a point each, also those that are refused', async () => {
  const caller = newcomer();
  for (let at = 1; at <= 20; at += 1) {
    const asked = await ask(at % 2 === 0 ? '{ __typename }' : '{ nothing }', caller);
    expect([asked.status, asked.left]).toEqual([at % 2 === 0 ? 200 : 400, POINTS - at]);
  }
  const missing = await fetch(`${network.hub.url}/missing`, { headers: caller });
  expect([missing.status, missing.headers.get('ratelimit')]).toEqual([
    404,
    expect.stringContaining(`r=${POINTS - 21};`),
  ]);
});

test('HUB-214 asks for too much again and again: at last it is limited', async () => {
  const caller = newcomer();
  const query = aliases(60, (at) => `experts(text: "led the work", first: ${at + 1}) { totalCount }`);
  const statuses: number[] = [];
  const searches = await searchesDuring(async () => {
    while (statuses.at(-1) !== 429 && statuses.length <= POINTS) statuses.push((await ask(query, caller)).status);
  });
  expect([statuses.at(-1), searches]).toEqual([429, 0]);
});

test('HUB-215 asks twenty times at once: no point is spent twice', async () => {
  const caller = newcomer();
  const asked = await Promise.all(Array.from({ length: 20 }, () => ask(BY_WORDS, caller)));
  expect(asked.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(Math.floor(POINTS / OF_WORDS));
  expect(asked.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
});

test('HUB-216 nobody pays for another: neither another address, nor a member, nor with a token that is not valid', async () => {
  const caller = newcomer();
  while ((await ask(WITH_FACETS, caller)).status !== 429);
  const member = { authorization: `Bearer ${await provider.sign({ exp: Math.floor(Date.now() / 1_000) + 600 })}` };
  const asMember = await ask(BY_WORDS, { ...caller, ...member });
  expect([asMember.status, asMember.left]).toEqual([200, POINTS - OF_WORDS]);
  expect((await ask(BY_WORDS, { ...newcomer(), ...member })).left).toBe(POINTS - 2 * OF_WORDS);
  expect((await ask(BY_WORDS, newcomer())).left).toBe(POINTS - OF_WORDS);
  // Who is told to be anonymous by a bad token pays as its address.
  const left = (await ask('{ __typename }', { ...caller, authorization: 'Bearer nonsense' })).status;
  expect([401, 429]).toContain(left);
});

test('HUB-217 every answer says what is left, also to pages of other origins', async () => {
  const caller = { ...newcomer(), origin: ORIGIN };
  const { headers } = await ask('{ __typename }', caller);
  expect(headers.get('ratelimit-policy')).toBe(`"points";q=${POINTS};w=60`);
  expect(headers.get('ratelimit')).toMatch(/^"points";r=61;t=([1-9]|[1-5]\d|60)$/);
  expect(headers.get('access-control-expose-headers')?.toLowerCase().split(/, */)).toEqual(
    expect.arrayContaining(['ratelimit', 'ratelimit-policy', 'retry-after']),
  );
  while ((await ask(WITH_FACETS, caller)).status !== 429);
  const limited = await ask(WITH_FACETS, caller);
  // What is left is not enough for this one.
  expect(limited.left).toBeLessThan(OF_WORDS);
  expect(limited.headers.get('retry-after')).toBe(/t=(\d+)/.exec(limited.headers.get('ratelimit')!)![1]);
});

test('HUB-218 the search page pays as its query does, and says when too little is left', async () => {
  const caller = newcomer();
  let page = await fetch(`${network.hub.url}/?text=led+the+work`, { headers: caller });
  expect(page.status).toBe(200);
  expect(page.headers.get('ratelimit')).not.toContain(`r=${POINTS - 1};`);
  const searches = await searchesDuring(async () => {
    while (page.status === 200) page = await fetch(`${network.hub.url}/?text=led+the+work`, { headers: caller });
  });
  expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(searches).toBeLessThan(2 * (POINTS / OF_WORDS));
});

test('HUB-219 fetches pages within pages: each value that a city has to find is charged', async () => {
  const caller = newcomer();
  const staff = (first: number) =>
    `{ city(id: "large") { topics { nodes { staff(first: ${first}) { nodes { id name } } } } } }`;
  const few = await ask(staff(1), caller);
  const many = await ask(staff(40), caller);
  const [ofFew, ofMany] = [POINTS - few.left, few.left - many.left];
  expect(ofMany).toBeGreaterThan(ofFew);
});

test('HUB-220 a city that claims countless records keeps nobody from asking', async () => {
  await claim('large', 2 ** 31 - 1);
  const caller = newcomer();
  const asked = await ask(BY_WORDS, caller);
  expect([asked.status, asked.json.errors]).toEqual([200, undefined]);
  network.city('large').wire.treat = () => 'FORWARD';
  await network.hub.refresh();
});

test('HUB-221 a query that is planned pays less than one that was never asked', async () => {
  const caller = newcomer();
  const query = aliases(30, (at) => `concepts(first: ${at + 1}) { id label }`);
  const first = POINTS - (await ask(query, caller)).left;
  const before = POINTS - first;
  const second = before - (await ask(query, caller)).left;
  expect(second).toBeLessThan(first);
});

test('HUB-222 a dashboard of twenty searches in cities of the usual size is answered', async () => {
  const caller = newcomer();
  const query = aliases(
    20,
    (at) =>
      `experts(concepts: ["concept:housing-plan"], first: ${at + 1}, filter: { cities: ["small"] }) { totalCount nodes { id name } }`,
  );
  const asked = await ask(query, caller);
  expect([asked.status, asked.json.errors]).toEqual([200, undefined]);
});

test('HUB-223 asks for full pages instead of small ones: each hit is charged, and no city is asked for more than may be', async () => {
  const caller = newcomer();
  const pages = (first: number): string =>
    aliases(10, (at) => `experts(concepts: ["concept:housing-plan"], first: ${first + at}) { totalCount }`);
  const small = await ask(pages(1), caller);
  expect([small.status, small.json.errors]).toEqual([200, undefined]);
  const searches = await searchesDuring(async () => {
    expect(codesOf(await ask(pages(91), newcomer()))).toEqual(new Set(['TOO_COSTLY']));
  });
  expect(searches).toBe(0);
});

test.each([
  ['HUB-224 counts the staff of each topic', 'topics(first: 100) { nodes { staff(first: 1) { totalCount } } }'],
  [
    'HUB-225 counts staff by one filter after another',
    Array.from(
      { length: 12 },
      (_, at) => `a${at}: staff(filter: { languages: ["de-${at + 10}"] }) { totalCount }`,
    ).join(' '),
  ],
])('%s: what a city looks through for it is charged, and it is not asked', async (_name, lists) => {
  const { wire } = network.city('large');
  const before = wire.requests.length;
  const asked = await ask(`{ city(id: "large") { ${lists} } }`, newcomer());
  expect(codesOf(asked)).toEqual(new Set(['TOO_COSTLY']));
  expect(wire.requests.slice(before)).toEqual([]);
});
