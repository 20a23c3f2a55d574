import { mkdtempSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { stringify } from 'yaml';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { importFolder } from '../../../subgraphs/city/import/importSource';
import { foldTitle } from '../../../subgraphs/contract/foldTitle';
import { housingVocabulary } from '../housingVocabulary';
import { lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

// Lists by title and by time over three cities, gone through from either end, while the cities import, fail, leave and come back:
// held against the rows of their databases.

const slugs = ['ashford', 'birkdale', 'corwen'] as const;
type Slug = (typeof slugs)[number];
/** Keys that a city's programmes can have. */
const KEYS = 7;
const TITLES = ['Amt', 'amt!', 'Ämter', 'Über Eck', 'Uber-Eck', 'Zoo', '„Zoo“', 'zoo 2', '建設', 'ﬁn'];
const TIMES = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z', '2026-02-01T00:00:00Z'];

interface Programme {
  readonly key: string;
  readonly title: string;
  readonly updatedAt: string;
}

const anyContent: fc.Arbitrary<readonly Programme[]> = fc
  .subarray(Array.from({ length: KEYS }, (_, number) => `p${number}`))
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({ key: fc.constant(key), title: fc.constantFrom(...TITLES), updatedAt: fc.constantFrom(...TIMES) }),
      ),
    ),
  );

const filesOf = (id: string, programmes: readonly Programme[]): Record<string, string> => ({
  'city.yaml': `id: ${id}\nname: ${id}\nlanguage: en\n`,
  'topics.csv': lines('key,label_en,exact_match', 'plans,Our housing plans,concept:housing-plan'),
  'programmes.csv': lines(
    'key,title,topics,visibility,updated_at',
    ...programmes.map(({ key, title, updatedAt }) => `${key},${title},plans,PUBLIC,${updatedAt}`),
  ),
});

let network: TestNetwork;
let folder: string;
const databases = new Map<Slug, DataSource>();

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: slugs.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(slugs.map((id) => [id, filesOf(id, [])])),
  });
  folder = mkdtempSync(join(tmpdir(), 'hanse-orders-'));
  for (const id of slugs) databases.set(id, await createDataSource(network.city(id).databaseUrl).initialize());
}, 60_000);
afterAll(async () => {
  for (const database of databases.values()) await database.destroy();
  await network.close();
  await rm(folder, { recursive: true });
});

/** What happens between two pages. */
type Event =
  | { readonly kind: 'import'; readonly city: Slug; readonly content: readonly Programme[] }
  /** Until the next event, calls to it break off, or come too late. */
  | { readonly kind: 'fail'; readonly city: Slug }
  /** It is not listed until the next event. */
  | { readonly kind: 'leave'; readonly city: Slug }
  | { readonly kind: 'nothing' };

const anyCity = fc.constantFrom(...slugs);
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('import' as const), city: anyCity, content: anyContent }),
  fc.record({ kind: fc.constantFrom('fail' as const, 'leave' as const), city: anyCity }),
  fc.record({ kind: fc.constant('nothing' as const) }),
);

async function importInto(city: Slug, content: readonly Programme[]): Promise<void> {
  for (const [name, text] of Object.entries(filesOf(city, content))) writeFileSync(join(folder, name), text);
  const allowed = { removal: 100, widening: 100, change: 100 };
  await importFolder(databases.get(city)!, city, folder, { replace: true, allowed });
}

let listed: readonly Slug[] = slugs;

async function list(cities: readonly Slug[]): Promise<void> {
  if (cities.length === listed.length && cities.every((id, at) => id === listed[at])) return;
  listed = cities;
  const entries = cities.map((id) => ({ id, name: id, country: 'GB', url: network.city(id).wire.url }));
  await writeFile(`${network.networkFile}.new`, stringify({ name: 'Test network', cities: entries }));
  await rename(`${network.networkFile}.new`, network.networkFile);
  await network.hub.reload();
  await network.hub.refresh();
}

async function happen(event: Event): Promise<void> {
  for (const id of slugs) network.city(id).wire.treat = () => 'FORWARD';
  await list(event.kind === 'leave' ? slugs.filter((id) => id !== event.city) : slugs);
  if (event.kind === 'import') await importInto(event.city, event.content);
  if (event.kind === 'fail')
    network.city(event.city).wire.treat = ({ query }) => (/Hits\(/.test(query) ? 'RESET' : 'FORWARD');
}

/** What is there, by id, as far as it makes an order. */
async function readRows(): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  for (const [city, database] of databases) {
    const found = await database.query<{ key: string; title: string; at: Date }[]>(
      'SELECT key, title, updated_at AS at FROM programme',
    );
    for (const { key, title, at } of found) rows.set(`${city}:programme:${key}`, `${at.toISOString()} ${title}`);
  }
  return rows;
}

/** As SQL and bytes have it, and nothing of the hub. */
function compare(order: string, one: readonly [string, string], other: readonly [string, string]): number {
  const [a, b] = [one, other].map(([id, row]) => {
    const [at = '', ...title] = row.split(' ');
    return { id, at: Date.parse(at), title: Buffer.from(foldTitle(title.join(' '))) };
  }) as [Row, Row];
  const bySort = order === 'TITLE' ? Buffer.compare(a.title, b.title) : b.at - a.at;
  return bySort === 0 ? Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) : bySort;
}

interface Row {
  readonly id: string;
  readonly at: number;
  readonly title: Buffer;
}

const QUERY = `query ($order: SearchOrder, $first: Int, $after: String, $last: Int, $before: String) {
  programmes(concepts: ["concept:housing-plan"], order: $order, first: $first, after: $after, last: $last, before: $before) {
    edges { node { id title updatedAt } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
    coverage { cities { city { id } status } }
  }
}`;

async function askPage(order: string, backwards: boolean, size: number, from: string | null) {
  const page = backwards ? { last: size, before: from } : { first: size, after: from };
  const { data, errors } = await network.query(QUERY, { order, ...page });
  expect(errors).toBeUndefined();
  const { edges, pageInfo, coverage } = data.programmes;
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  const ids: string[] = edges.map(({ node }: { node: { id: string } }) => node.id);
  return {
    ids: backwards ? ids.reverse() : ids,
    next: backwards ? (hasPreviousPage ? startCursor : null) : hasNextPage ? endCursor : null,
    isPassedBy: (backwards ? hasNextPage : hasPreviousPage) as boolean,
    end: (backwards ? startCursor : endCursor) as string | null,
    answered: new Set<string>(
      coverage.cities.flatMap(({ city, status }: { city: { id: string }; status: string }) =>
        status === 'ANSWERED' ? [city.id] : [],
      ),
    ),
  };
}

test('what nobody changes comes once and in order, from either end, whatever else happens between the pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(anyContent, anyContent, anyContent),
      fc.constantFrom('TITLE', 'NEWEST'),
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(anyEvent, { maxLength: 4 }),
      async (contents, order, backwards, size, events) => {
        await happen({ kind: 'nothing' });
        for (const [at, id] of slugs.entries()) await importInto(id, contents[at]!);
        // What is counted on the concept is known from the summaries.
        await network.hub.refresh();

        const seen: string[] = [];
        let steady = new Map(await readRows());
        const silent = new Set<string>();
        let from: string | null = null;
        for (let number = 0; ; number += 1) {
          await happen(number === 0 ? { kind: 'nothing' } : (events[number - 1] ?? { kind: 'nothing' }));
          const rows = await readRows();
          steady = new Map([...steady].filter(([id, row]) => rows.get(id) === row));
          const page = await askPage(order, backwards, size, from);
          for (const id of slugs)
            if (!page.answered.has(id) && [...rows.keys()].some((key) => key.startsWith(id))) silent.add(id);
          const inOrder = (ids: readonly string[]) =>
            [...ids].sort((a, b) => (backwards ? -1 : 1) * compare(order, [a, rows.get(a)!], [b, rows.get(b)!]));
          expect(page.ids).toEqual(inOrder(page.ids));
          seen.push(...page.ids);
          if (page.next === null) break;
          from = page.next;
          expect(number).toBeLessThan(60);
        }
        const isSteady = (id: string) => steady.has(id) && !silent.has(id.split(':')[0]!);
        const expected = [...steady].sort((a, b) => (backwards ? -1 : 1) * compare(order, a, b)).map(([id]) => id);
        expect(seen.filter(isSteady)).toEqual(expected.filter(isSteady));
        const ofSteady = seen.filter((id) => steady.has(id));
        expect(new Set(ofSteady).size).toBe(ofSteady.length);
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
}, 120_000);

test('whether something stands before a page is true to what is there, also where the hits before are gone', async () => {
  await happen({ kind: 'nothing' });
  const titled = (...titles: string[]) => titles.map((title, at) => ({ key: `p${at}`, title, updatedAt: TIMES[0]! }));
  await importInto('ashford', titled('A', 'C', 'E'));
  await importInto('birkdale', titled('B', 'D', 'F'));
  await importInto('corwen', []);
  await network.hub.refresh();
  const first = await askPage('TITLE', false, 2, null);
  expect([first.ids, first.isPassedBy]).toEqual([['ashford:programme:p0', 'birkdale:programme:p0'], false]);
  expect((await askPage('TITLE', false, 2, first.end)).isPassedBy).toBe(true);
  expect((await askPage('TITLE', true, 2, null)).isPassedBy).toBe(false);
  const last = await askPage('TITLE', true, 1, null);
  expect((await askPage('TITLE', true, 1, last.end)).isPassedBy).toBe(true);

  await importInto('ashford', titled('A', 'C', 'E').slice(1));
  await importInto('birkdale', titled('B', 'D', 'F').slice(1));
  const second = await askPage('TITLE', false, 2, first.end);
  expect([second.ids, second.isPassedBy]).toEqual([['ashford:programme:p1', 'birkdale:programme:p1'], false]);
});
