import fc from 'fast-check';
import { foldTitle } from '../../subgraphs/contract/foldTitle';
import { migrate } from '../../subgraphs/city/database/migrate';
import { SortByFoldedTitles1797600000000 } from '../../subgraphs/city/database/migrations/SortByFoldedTitles1797600000000';
import { countStatements } from './countStatements';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';
import { undoMigrations } from './undoMigrations';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  for (const slug of ['housing', 'youth']) {
    await city.insert('topic', { key: slug });
    await city.insert('topic_mapping', { topic_key: slug, concept_id: `concept:${slug}`, match: 'EXACT_MATCH' });
  }
});
beforeEach(() => emptyTables(city.dataSource, 'staff', 'programme', 'exchange', 'offer'));
afterAll(() => city.close());

const kinds = ['staff', 'programme', 'exchange', 'offer'] as const;
type Kind = (typeof kinds)[number];
const orders = ['RELEVANCE', 'NEWEST', 'TITLE'] as const;
const concepts = [{ terms: ['housing', 'youth'].map((slug) => ({ concept: `concept:${slug}`, weight: 1000 })) }];
const aspects = ['housing', 'youth'].map((slug) => ({ terms: [{ concept: `concept:${slug}`, weight: 1000 }] }));

const statement = (kind: Kind): string => `
  query ($concepts: [ConceptGroup!], $text: String, $aspects: [ConceptGroup!], $lift: [String!], $first: Int!,
    $after: HitPosition, $order: HitOrder, $reversed: Boolean) {
    found: ${kind}Hits(concepts: $concepts, text: $text, aspects: $aspects, lift: $lift, day: "2026-03-15", first: $first,
      after: $after, order: $order, reversed: $reversed) { total hits { id score matched updatedAt sortTitle } }
  }`;

async function search(kind: Kind, question: object): Promise<Answer> {
  return (await city.data(statement(kind), { first: 100, ...question })).found;
}

const keysOf = ({ hits }: Answer): string[] => hits.map(({ id }: Answer) => id.split(':')[2]);

async function publish(
  kind: Kind,
  key: string,
  title: string,
  more: Record<string, unknown> = {},
  topics = ['housing'],
) {
  await city.insert(kind, { key, [kind === 'staff' ? 'name' : 'title']: title, ...more });
  for (const topic of topics) {
    if (kind === 'staff') {
      const work = { role: key.charCodeAt(0) % 2 === 0 ? 'LED' : 'WORKED', since: `201${key.length % 10}` };
      await city.insert('experience', { key: `${key}-${topic}`, staff_key: key, topic_key: topic, ...work });
    } else await city.insert(`${kind}_topic`, { [`${kind}_key`]: key, topic_key: topic });
  }
}

describe.each(kinds)('hits of %s', (kind) => {
  test('stand by folded title, byte by byte, then by id', async () => {
    await publish(kind, 'a', 'Zoo');
    await publish(kind, 'b', '„Übergänge“');
    await publish(kind, 'c', 'uber');
    await publish(kind, 'd', 'Uber!');
    await publish(kind, 'e', 'Ærø');
    await publish(kind, 'f', '建設');
    const found = await search(kind, { concepts, order: 'TITLE' });
    expect(found.hits.map(({ id, sortTitle, updatedAt }: Answer) => [id.split(':')[2], sortTitle, updatedAt])).toEqual([
      ['e', 'aero', null],
      ['c', 'uber', null],
      ['d', 'uber', null],
      ['b', 'ubergange', null],
      ['a', 'zoo', null],
      ['f', '建設', null],
    ]);
  });

  test('stand by when they were changed, latest first, in whole milliseconds, then by id', async () => {
    await publish(kind, 'a', 'x', { updated_at: '2026-01-01T00:00:00.001900Z' });
    await publish(kind, 'b', 'x', { updated_at: '2026-01-01T00:00:00.001Z' });
    await publish(kind, 'c', 'x', { updated_at: '2026-01-01T00:00:00.002Z' });
    const found = await search(kind, { concepts, order: 'NEWEST' });
    expect(found.hits.map(({ id, sortTitle, updatedAt }: Answer) => [id.split(':')[2], updatedAt, sortTitle])).toEqual([
      ['c', '2026-01-01T00:00:00.002Z', null],
      ['a', '2026-01-01T00:00:00.001Z', null],
      ['b', '2026-01-01T00:00:00.001Z', null],
    ]);
  });

  test('are the same in every order, and say the same of themselves', async () => {
    await publish(kind, 'a', 'Zoo amt', {}, ['housing', 'youth']);
    await publish(kind, 'b', 'Amt', { updated_at: '2026-02-01Z' });
    for (const question of [{ concepts }, { text: 'amt' }, { concepts, aspects, lift: ['zoo'] }]) {
      const [plain, ...others] = await Promise.all(orders.map((order) => search(kind, { ...question, order })));
      const bare = ({ total, hits }: Answer) => ({
        total,
        hits: hits
          .map(({ id, score, matched }: Answer) => ({ id, score, matched }))
          .sort((a: Answer, b: Answer) => (a.id < b.id ? -1 : 1)),
      });
      for (const other of others) expect(bare(other)).toEqual(bare(plain));
      expect(others.map(keysOf)).toEqual([
        ['b', 'a'],
        ['b', 'a'],
      ]);
    }
  });

  test('no order takes a second statement', async () => {
    await publish(kind, 'a', 'x');
    const plain = await countStatements(() => search(kind, { concepts }));
    for (const order of orders) {
      expect(await countStatements(() => search(kind, { concepts, order, reversed: true }))).toBe(plain);
    }
  });

  test('in every order, pages of any length make the list, forwards and from its end', async () => {
    const titles = ['Amt', 'amt 2', 'Übung amt', 'Zoo amt', 'zoo Amt'];
    for (let at = 0; at < 24; at += 1) {
      const topics = [['housing'], ['youth'], ['housing', 'youth']][at % 3];
      const updated_at = `2026-01-0${1 + (at % 4)}T00:00:00Z`;
      await publish(kind, `${'abcdefgh'[at % 8]}${at}`, titles[at % 5]!, { updated_at }, topics);
    }
    const questions = [{ concepts }, { text: 'amt' }, { concepts, aspects, lift: ['zoo'] }, { text: 'amt', aspects }];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...questions),
        fc.constantFrom(...orders),
        fc.boolean(),
        fc.integer({ min: 1, max: 11 }),
        async (question, order, reversed, first) => {
          const whole = await search(kind, { ...question, order });
          const list = reversed ? keysOf(whole).reverse() : keysOf(whole);
          const walked: string[] = [];
          let after: object | null = null;
          for (;;) {
            const page: Answer = await search(kind, { ...question, order, reversed, first, after });
            expect(page.total).toBe(24);
            walked.push(...keysOf(page));
            const last: Answer = page.hits.at(-1);
            if (last === undefined) break;
            const { id, score, matched, updatedAt, sortTitle } = last;
            after = { id, score, tier: matched?.length ?? 0, updatedAt, sortTitle };
          }
          expect(walked).toEqual(list);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    ['NEWEST', 'updatedAt'],
    ['TITLE', 'sortTitle'],
  ])('a position without what %s goes by is refused', async (order, name) => {
    const { errors } = await city.ask(statement(kind), {
      ...{ concepts, order, first: 1 },
      after: { score: 1, id: `gera:${kind}:a` },
    });
    expect(errors?.[0]?.message).toBe(`In this order, after must have ${name}.`);
  });
});

test('titles are folded when the database is brought up to this version, and sorted as before where it is taken back', async () => {
  await publish('programme', 'a', 'Zoo');
  await publish('exchange', 'b', 'Übergänge – „hier“');
  await publish('staff', 'c', 'Łukasz Ærø');
  await undoMigrations(city.dataSource, SortByFoldedTitles1797600000000);
  expect(await city.dataSource.query('SELECT sort_name FROM staff')).toEqual([{ sort_name: 'lukasz aero' }]);
  await migrate(city.databaseUrl);
  const rows = await city.dataSource.query(`
    SELECT title, sort_title FROM programme UNION ALL SELECT title, sort_title FROM exchange UNION ALL SELECT name, sort_name FROM staff`);
  expect(rows).toHaveLength(3);
  for (const { title, sort_title } of rows) expect(sort_title).toBe(foldTitle(title));
});
