import fc from 'fast-check';
import { foldTitle } from '../../../subgraphs/contract/foldTitle';
import { anyContent, anyEvent, RestlessNetwork, slugs, STATUS, TIMES } from './RestlessNetwork';
import type { Row } from './RestlessNetwork';

// Lists by title and by time over three cities, gone through from either end, while the cities import, fail, are late, lag, leave and
// join: held against the rows of their databases.

let restless: RestlessNetwork;
beforeAll(async () => {
  restless = await RestlessNetwork.start();
}, 60_000);
afterAll(() => restless.close());

/** As SQL and bytes have it, and nothing of the hub. */
function compare(
  order: string,
  [oneId, one]: readonly [string, Row],
  [otherId, other]: readonly [string, Row],
): number {
  const titleOf = ({ title }: Row): Buffer => Buffer.from(foldTitle(title));
  const bySort = order === 'TITLE' ? Buffer.compare(titleOf(one), titleOf(other)) : other.updatedAt - one.updatedAt;
  return bySort === 0 ? Buffer.compare(Buffer.from(oneId), Buffer.from(otherId)) : bySort;
}

const QUERY = `query ($order: SearchOrder, $first: Int, $after: String, $last: Int, $before: String, $timeoutMs: Int) {
  programmes(concepts: ["concept:housing-plan"], order: $order, first: $first, after: $after, last: $last, before: $before, timeoutMs: $timeoutMs) {
    edges { node { id title updatedAt } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
    coverage { cities { city { id } status } }
  }
}`;

async function askPage(order: string, backwards: boolean, size: number, from: string | null) {
  const page = backwards ? { last: size, before: from } : { first: size, after: from };
  const { data, errors } = await restless.network.query(QUERY, { order, ...page, timeoutMs: restless.timeoutMs });
  expect(errors).toBeUndefined();
  const { edges, pageInfo, coverage } = data.programmes;
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  const ids: string[] = edges.map(({ node }: { node: { id: string } }) => node.id);
  return {
    ids: backwards ? ids.reverse() : ids,
    next: backwards ? (hasPreviousPage ? startCursor : null) : hasNextPage ? endCursor : null,
    isPassedBy: (backwards ? hasNextPage : hasPreviousPage) as boolean,
    end: (backwards ? startCursor : endCursor) as string | null,
    statuses: new Map<string, string>(
      coverage.cities.map(({ city, status }: { city: { id: string }; status: string }) => [city.id, status]),
    ),
  };
}

const isSame = (one: Row, other: Row | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

test('what nobody changes comes once and in order, from either end, whatever else happens between the pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(anyContent, anyContent, anyContent),
      fc.constantFrom('TITLE', 'NEWEST'),
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(anyEvent, { maxLength: 5 }),
      async (contents, order, backwards, size, events) => {
        await restless.settle(contents);

        const seen: string[] = [];
        let steady: ReadonlyMap<string, Row> = await restless.readRows();
        const silent = new Set<string>();
        let from: string | null = null;
        for (let number = 0; ; number += 1) {
          const event = events[number] ?? { kind: 'nothing' };
          await restless.happen(event);
          const rows = await restless.readAnsweredRows();
          steady = new Map([...steady].filter(([id, row]) => isSame(row, rows.get(id))));
          const page = await askPage(order, backwards, size, from);
          for (const id of slugs) {
            const status = page.statuses.get(id);
            if (status !== 'ANSWERED') silent.add(id);
            if (status !== undefined && 'city' in event && event.city === id) expect(status).toBe(STATUS[event.kind]);
          }
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
  const titled = (...titles: string[]) => titles.map((title, at) => ({ key: `p${at}`, title, updatedAt: TIMES[0]! }));
  await restless.settle([titled('A', 'C', 'E'), titled('B', 'D', 'F'), []]);
  const first = await askPage('TITLE', false, 2, null);
  expect([first.ids, first.isPassedBy]).toEqual([['ashford:programme:p0', 'birkdale:programme:p0'], false]);
  expect((await askPage('TITLE', false, 2, first.end)).isPassedBy).toBe(true);
  expect((await askPage('TITLE', true, 2, null)).isPassedBy).toBe(false);
  const last = await askPage('TITLE', true, 1, null);
  expect((await askPage('TITLE', true, 1, last.end)).isPassedBy).toBe(true);

  await restless.import('ashford', titled('A', 'C', 'E').slice(1));
  await restless.import('birkdale', titled('B', 'D', 'F').slice(1));
  const second = await askPage('TITLE', false, 2, first.end);
  expect([second.ids, second.isPassedBy]).toEqual([['ashford:programme:p1', 'birkdale:programme:p1'], false]);
});
