import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { generateCity } from '../../subgraphs/city/generate/generateCity';
import { importFolder } from '../../subgraphs/city/import/importSource';
import { removeOldTombstones } from '../../subgraphs/city/publication/Publication';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

let city: TestCity;
let folder: string;

beforeAll(async () => {
  city = await openTestCity('invented-1');
  folder = await mkdtemp(path.join(tmpdir(), 'indexes-'));
  const plan = { cityId: 'invented-1', language: 'de', seed: 1, staff: 200, experiences: 200, topics: 20 } as const;
  await generateCity({ ...plan, programmes: 400 }, path.join(folder, 'data'));
  await importFolder(city.dataSource, 'invented-1', path.join(folder, 'data'));
  // Of few rows, PostgreSQL reads all rather than an index.
  const key = (index: number) => `more-${index}`;
  const more = (row: (index: number) => object) => Array.from({ length: 2000 }, (_, index) => ({ ...row(index) }));
  const programme_key = (index: number) => `p${1 + (index % 400)}`;
  await city.insert('exchange', ...more((index) => ({ key: key(index), title: `Exchange ${index}` })));
  await city.insert('offer', ...more((index) => ({ key: key(index), programme_key: programme_key(index) })));
  await city.insert('need', ...more((index) => ({ key: key(index) })));
  for (const type of ['exchange', 'offer', 'need']) {
    const text = { ordinal: 1, language: 'en', title: 'Title' };
    await city.insert(`${type}_translation`, ...more((index) => ({ [`${type}_key`]: key(index), ...text })));
  }
  const text = { language: 'nl', title: 'Title' };
  await city.insert(
    'programme_translation',
    ...more((index) => ({ programme_key: programme_key(index), ordinal: 2 + Math.floor(index / 400), ...text })),
  );
  for (const table of ['programme_result', 'programme_lesson', 'programme_funding']) {
    const part = { indicator: 'Indicator', kind: table.endsWith('lesson') ? 'WORKED' : 'OWN', text: 'Text' };
    const columns = { programme_result: ['indicator'], programme_lesson: ['kind', 'text'] }[table] ?? ['kind'];
    const own = Object.fromEntries(Object.entries(part).filter(([column]) => columns.includes(column)));
    await city.insert(
      table,
      ...more((index) => ({ programme_key: programme_key(index), ordinal: 10 + Math.floor(index / 400), ...own })),
    );
  }
  await city.insert(
    'exchange_result',
    ...more((index) => ({ exchange_key: key(index), ordinal: 1, indicator: 'Indicator' })),
  );
  await city.insert(
    'exchange_programme',
    ...more((index) => ({ exchange_key: key(index), programme_key: programme_key(index) })),
  );
  const tombstone = { type: 'need', section: 'PUBLIC', gone_at: new Date().toISOString() };
  await city.insert('tombstone', ...more((index) => ({ key: key(index), ...tombstone })));
  await city.dataSource.query('ANALYZE');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await city.close();
});

/** What goes to PostgreSQL while something runs. */
async function statementsOf(run: () => Promise<unknown>): Promise<readonly Statement[]> {
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    await run();
    return spy.mock.calls.map((call: readonly unknown[]) => {
      const [query, values] = call;
      return typeof query === 'string'
        ? { text: query, values: Array.isArray(values) ? values : [] }
        : (query as Statement);
    });
  } finally {
    spy.mockRestore();
  }
}

/** The tables that a statement reads from end to end. */
async function tablesReadWhole({ text, values }: Statement): Promise<readonly string[]> {
  const [explained] = await city.dataSource.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
  // An index from end to end is no better.
  const isWhole = (node: Plan) =>
    node['Node Type'] === 'Seq Scan' || (/^Index.* Scan$/.test(node['Node Type']) && node['Index Cond'] === undefined);
  return nodesOf(explained['QUERY PLAN'][0].Plan as Plan).flatMap((node) =>
    isWhole(node) ? [node['Relation Name'] ?? ''] : [],
  );
}

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

const OF_ALL = 'lang text(lang: "en") { title } contact { email } publishedAt';

it.each([
  [
    'Programme',
    'p2',
    `${OF_ALL} funding { amount } results { value } lessons { text } exchanges { title } offers { title programme { title } }`,
  ],
  ['Exchange', 'x1', `${OF_ALL} results { value }`],
  ['Offer', 'o1', `${OF_ALL} programme { title }`],
  ['Need', 'n1', OF_ALL],
])('reads all that is known of a %s through indexes', async (type, key, selection) => {
  const statements = await statementsOf(() =>
    city.data(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`, {
      of: [{ __typename: type, id: `invented-1:${type.toLowerCase()}:${key}` }],
    }),
  );
  expect(statements.length).toBeGreaterThan(1);
  for (const statement of statements) {
    // The city is one row.
    const whole = (await tablesReadWhole(statement)).filter((table) => table !== 'city');
    expect([statement.text, whole]).toEqual([statement.text, []]);
  }
});

it('finds tombstones whose time is over by an index', async () => {
  const [statement] = await statementsOf(() => removeOldTombstones(city.dataSource.manager));
  expect(await tablesReadWhole(statement!)).toEqual([]);
});
