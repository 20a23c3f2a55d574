import fc from 'fast-check';
import { migrate } from '../../subgraphs/city/database/migrate';
import { PrepareScores1796300000000 } from '../../subgraphs/city/database/migrations/PrepareScores1796300000000';
import { HitOrder } from '../../subgraphs/city/hits/question';
import { findStaffHits } from '../../subgraphs/city/hits/staffHits';
import { ROLES } from '../../subgraphs/contract/enums';
import type { Role } from '../../subgraphs/contract/enums';
import { ANONYMOUS } from '../../subgraphs/contract/tokens';
import { scoreExperience } from '../../subgraphs/search/hits/score';
import type { ExperienceFeatures } from '../../subgraphs/search/hits/score';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';
import { undoMigrations } from './undoMigrations';

const DAY = '2026-03-15';
const TOPICS = ['wohnen', 'bauen', 'kita', 'unmapped'];
const CONCEPTS = ['concept:housing', 'concept:poverty', 'concept:kita'];

let city: TestCity;
/** What a fresh database knows of how large its tables are: -1 is nothing. */
let sizes: readonly { readonly reltuples: number }[];

beforeAll(async () => {
  city = await openTestCity('gera');
  sizes = await city.dataSource.query(
    `SELECT DISTINCT reltuples FROM pg_class WHERE relname IN ('experience', 'programme', 'exchange', 'topic_staff')`,
  );
  await city.insert('city', { id: 'gera', language: 'de' });
});
beforeEach(async () => {
  await emptyTables(city.dataSource, 'topic', 'staff', 'programme', 'exchange', 'offer');
  await city.insert('topic', ...TOPICS.map((key) => ({ key })));
  await city.insert(
    'topic_mapping',
    { topic_key: 'wohnen', concept_id: 'concept:housing', match: 'EXACT_MATCH' },
    { topic_key: 'wohnen', concept_id: 'concept:poverty', match: 'BROAD_MATCH' },
    { topic_key: 'bauen', concept_id: 'concept:housing', match: 'NARROW_MATCH' },
    { topic_key: 'kita', concept_id: 'concept:kita', match: 'CLOSE_MATCH' },
  );
});
afterAll(() => city.close());

const date = fc.oneof(
  fc.constant(null),
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
    .chain((day) => fc.constantFrom(...[4, 7, 10].map((length) => day.toISOString().slice(0, length)))),
);
const work = fc.record({
  topic: fc.constantFrom(...TOPICS),
  role: fc.constantFrom(...ROLES),
  since: date,
  until: date,
});
type Work = typeof work extends fc.Arbitrary<infer Value> ? Value : never;
const people = fc.array(fc.array(work, { maxLength: 5 }), { minLength: 1, maxLength: 25 });

async function employ(staff: readonly (readonly Work[])[]): Promise<void> {
  await city.insert('staff', ...staff.map((_, at) => ({ key: `s${at}`, name: `Anna Amt ${at}`, languages: ['de'] })));
  const experiences = staff.flatMap((works, at) =>
    works.map(({ topic, ...rest }, nth) => ({ ...rest, key: `${at}-${nth}`, staff_key: `s${at}`, topic_key: topic })),
  );
  if (experiences.length > 0) await city.insert('experience', ...experiences);
}

const SEARCH = `query ($concepts: [ConceptGroup!], $text: String, $roles: [Role!]) {
  hits: staffHits(concepts: $concepts, text: $text, filter: { roles: $roles }, day: "${DAY}", first: 1001) {
    total hits { id score text concept mapping topic role since until }
    facets { concepts { value count } roles { value count } languages { value count } }
  }
}`;
const QUESTIONS = [
  { text: 'Amt' },
  { text: 'Amt', roles: ['LED', 'ADVISED'] },
  { concepts: [{ terms: CONCEPTS.map((concept) => ({ concept, weight: 1000 })) }] },
  { text: 'Amt', concepts: [{ terms: [{ concept: 'concept:housing', weight: 800 }] }] },
];
const askAll = async (): Promise<readonly Answer[]> => [
  ...(await Promise.all(QUESTIONS.map((variables) => city.data(SEARCH, variables)))),
  await city.data('{ summary { public { concept staff programmes exchanges } network { concept staff } } }'),
  await city.data(
    `{ programmeHits(text: "Something", day: "${DAY}", first: 100) { total hits { id score since until status } }
       exchangeHits(text: "visit", day: "${DAY}", first: 100) { total hits { id score since until } } }`,
  ),
];

test('the migration of an empty database does not say that it is empty, which the first import would be planned for', () => {
  expect(sizes).toEqual([{ reltuples: -1 }]);
});

test('a search by words has the order and the scores that the hub computes, with roles asked for and without', async () => {
  await fc.assert(
    fc.asyncProperty(people, async (staff) => {
      await emptyTables(city.dataSource, 'staff');
      await employ(staff);
      for (const roles of [undefined, ['LED', 'ADVISED'] as Role[]]) {
        const { hits } = (await city.data(SEARCH, { text: 'Amt', roles })) as {
          hits: { total: number; hits: (ExperienceFeatures & { id: string; score: number; text: number })[] };
        };
        const best = staff.map((works, at) => {
          const counting = works.filter(({ role }) => roles?.includes(role) ?? true);
          const candidates: readonly ExperienceFeatures[] =
            counting.length === 0 && roles === undefined ? [{ role: null, since: null, until: null }] : counting;
          return [`gera:staff:s${at}`, Math.max(...candidates.map((one) => scoreExperience(600, one, DAY)))] as const;
        });
        const found = best.filter(([, score]) => score >= 0);
        found.sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || (a < b ? -1 : 1));
        expect(hits.hits.map(({ id, score }) => [id, score])).toEqual(found);
        expect(hits.total).toBe(found.length);
        // What a hit says made its score did.
        for (const { score, text, ...features } of hits.hits) expect(scoreExperience(text, features, DAY)).toBe(score);
      }
    }),
    { numRuns: 15 },
  );
});

test('a database of the version before answers after the migration as it did, whatever was written meanwhile', async () => {
  const [sample = []] = fc.sample(people, { numRuns: 1, seed: 7 });
  await employ(sample);
  await city.insert(
    'programme',
    { key: 'p', title: 'Something', status: 'COMPLETED', starts_on: '2020', ends_on: '2022-02' },
    { key: 'q', title: 'Something', status: 'ACTIVE', starts_on: '2024-02-29' },
  );
  await city.insert(
    'exchange',
    { key: 'e', starts_on: '2017-11-07' },
    { key: 'f', starts_on: '2024', ends_on: '2024' },
  );
  const before = await askAll();
  await undoMigrations(city.dataSource, PrepareScores1796300000000);
  await migrate(city.databaseUrl);
  expect(await askAll()).toEqual(before);

  await undoMigrations(city.dataSource, PrepareScores1796300000000);
  expect(
    await city.dataSource.query(
      `SELECT to_regclass('staff_concept') AS concepts, to_regproc('day_number') AS day,
         (SELECT count(*)::int FROM pg_attribute WHERE attname IN ('since_month', 'until_month', 'until_day') AND NOT attisdropped) AS columns`,
    ),
  ).toEqual([{ concepts: null, day: null, columns: 0 }]);
  await city.insert('staff', { key: 'new', name: 'Anna Amt', languages: ['nl'] });
  await city.insert('experience', { key: 'new', staff_key: 'new', topic_key: 'kita', role: 'LED', since: '2020-02' });
  await migrate(city.databaseUrl);
  const [{ hits }] = await askAll();
  expect(hits.total).toBe(sample.length + 1);
  expect(hits.facets.languages).toContainEqual({ value: 'nl', count: 1 });
});

const statement = fc.record({
  do: fc.constantFrom(
    'EMPLOY',
    'MOVE',
    'CHANGE',
    'END_WORK',
    'END_STAFF',
    'END_ALL',
    'MAP',
    'UNMAP',
    'REMAP',
    'RETIRE',
  ),
  works: fc.array(work, { minLength: 1, maxLength: 4 }),
  topic: fc.constantFrom(...TOPICS),
  concept: fc.constantFrom(...CONCEPTS),
  share: fc.integer({ min: 2, max: 3 }),
});

test('who has worked on a topic and on its concepts follows the work, whatever is written', async () => {
  const { dataSource } = city;
  let key = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { maxLength: 10 }), async (statements) => {
      for (const one of statements) {
        if (one.do === 'EMPLOY') {
          const staff_key = `n${key++}`;
          await city.insert('staff', { key: staff_key });
          const known = await dataSource.query<{ key: string }[]>('SELECT key FROM topic');
          const works = one.works.filter(({ topic }) => known.some((have) => have.key === topic));
          const rows = works.map(({ topic, role }) => ({ key: `n${key++}`, staff_key, topic_key: topic, role }));
          if (rows.length > 0) await city.insert('experience', ...rows);
        } else if (one.do === 'MOVE') {
          await dataSource.query(
            'UPDATE experience SET topic_key = $1 WHERE key LIKE $2 AND EXISTS (SELECT FROM topic WHERE key = $1)',
            [one.topic, '%1'],
          );
        } else if (one.do === 'CHANGE') {
          await dataSource.query('UPDATE experience SET role = $1 WHERE length(key) % $2 = 0', [
            one.works[0]?.role,
            one.share,
          ]);
        } else if (one.do === 'END_ALL') {
          await dataSource.query('TRUNCATE experience');
        } else if (one.do === 'END_WORK' || one.do === 'END_STAFF') {
          const table = one.do === 'END_WORK' ? 'experience' : 'staff';
          await dataSource.query(`DELETE FROM ${table} WHERE length(key) % $1 = 0`, [one.share]);
        } else if (one.do === 'MAP') {
          await city.insert('topic', { key: one.topic }).catch(() => undefined);
          await dataSource.query(
            `INSERT INTO topic_mapping VALUES ($1, $2, 'EXACT_MATCH') ON CONFLICT (topic_key, concept_id) DO UPDATE SET match = excluded.match`,
            [one.topic, one.concept],
          );
        } else if (one.do === 'REMAP') {
          await dataSource.query(
            `UPDATE topic_mapping SET concept_id = $2 WHERE topic_key = $1
             AND NOT EXISTS (SELECT FROM topic_mapping AS other WHERE other.topic_key = $1 AND other.concept_id = $2)
             AND concept_id = (SELECT min(concept_id) FROM topic_mapping AS other WHERE other.topic_key = $1)`,
            [one.topic, one.concept],
          );
        } else {
          const [table, column] = one.do === 'UNMAP' ? ['topic_mapping', 'topic_key'] : ['topic', 'key'];
          await dataSource.query(`DELETE FROM ${table} WHERE ${column} = $1`, [one.topic]);
        }
        expect(
          await dataSource.query(
            `SELECT topic_key, topic_staff.role, staff.key AS staff_key
             FROM topic_staff JOIN staff ON chunk = number / 1024 AND get_bit(bits, number % 1024) = 1 ORDER BY 1, 2, 3`,
          ),
        ).toEqual(
          await dataSource.query('SELECT DISTINCT topic_key, role, staff_key FROM experience ORDER BY 1, 2, 3'),
        );
        const ofNobody = 'SELECT FROM topic_staff WHERE bit_count(bits) = 0';
        expect(await dataSource.query(ofNobody)).toEqual([]);
      }
    }),
    { numRuns: 15 },
  );
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Subplan Name'?: string;
  readonly Plans?: readonly Plan[];
}

test('what a score is made of is read from indexes alone, and no date is taken apart for it', async () => {
  await employ(Array.from({ length: 20 }, () => [{ topic: 'kita', role: 'LED', since: '2020', until: null }]));
  await city.dataSource.query('ANALYZE');
  for (const question of [
    { groups: [], words: ['amt'] },
    { groups: [[{ concept: 'concept:kita', weight: 1000 }]], words: [] },
  ]) {
    const asked: [text: string, values: unknown[]][] = [];
    const listening = { query: (...statement: [string, unknown[]]) => (asked.push(statement), []) };
    await findStaffHits(
      {
        cityId: 'gera',
        dataSource: listening as never,
        sections: ['PUBLIC'],
        disclosures: null,
        viewer: ANONYMOUS,
        minCount: 1,
      },
      {
        ...{ ...question, day: DAY, aspects: [], lift: [] },
        ...{ order: HitOrder.RELEVANCE, reversed: false, first: 1, after: null },
      },
      null,
      ['concepts'],
    );
    const [text, values] = asked[0]!;
    const plan = await city.dataSource.transaction(async (manager) => {
      // So few rows are never worth an index.
      await manager.query('SET LOCAL enable_seqscan = off');
      const [explained] = await manager.query(`EXPLAIN (VERBOSE, FORMAT JSON) ${text}`, values);
      return explained['QUERY PLAN'][0].Plan as Plan;
    });
    const best = nodesOf(plan).find((node) => node['Subplan Name'] === 'CTE best')!;
    expect(JSON.stringify(best)).not.toMatch(/substr|replace|left\(|length\(/);
    const scored = nodesOf(plan).filter((node) => node['Node Type'] === 'Aggregate');
    const reads = [best, ...scored].flatMap(nodesOf).filter((node) => node['Relation Name'] === 'experience');
    expect(new Set(reads.map((node) => node['Node Type']))).toEqual(new Set(['Index Only Scan']));
    // The facet is counted from what is known of each topic, and not found again.
    expect(JSON.stringify(plan)).toContain('topic_staff');
  }
});

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
