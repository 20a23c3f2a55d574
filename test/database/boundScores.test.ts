import fc from 'fast-check';
import { migrate } from '../../subgraphs/city/database/migrate';
import { BoundScores1796500000000 } from '../../subgraphs/city/database/migrations/BoundScores1796500000000';
import { HitOrder } from '../../subgraphs/city/hits/question';
import { findStaffHits, StaffHitFilter } from '../../subgraphs/city/hits/staffHits';
import { instantiate } from '../../subgraphs/city/record/instantiate';
import { StaffKind } from '../../subgraphs/city/record/Staff';
import { ROLES } from '../../subgraphs/contract/enums';
import type { Role } from '../../subgraphs/contract/enums';
import { ANONYMOUS } from '../../subgraphs/contract/tokens';
import { scoreExperience } from '../../subgraphs/search/hits/score';
import type { ExperienceFeatures } from '../../subgraphs/search/hits/score';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';
import { undoMigrations } from './undoMigrations';

/** More than are looked up one by one. */
const CROWD = 2_500;
const TOPICS = ['t', ...Array.from({ length: 9 }, (_, at) => `t${at}`)];

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  await city.insert('topic', ...TOPICS.map((key) => ({ key })));
  await city.insert(
    'topic_mapping',
    ...TOPICS.map((key) => ({ topic_key: key, concept_id: 'concept:housing', match: 'EXACT_MATCH' })),
  );
});
beforeEach(() => emptyTables(city.dataSource, 'staff'));
afterAll(() => city.close());

const date = fc.oneof(
  fc.constant(null),
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
    .chain((day) => fc.constantFrom(...[4, 7, 10].map((length) => day.toISOString().slice(0, length)))),
);
const work = fc.record({ role: fc.constantFrom(...ROLES), since: date, until: date });
type Work = typeof work extends fc.Arbitrary<infer Value> ? Value : never;
const people = fc.array(fc.array(work, { maxLength: 5 }), { minLength: 1, maxLength: 25 });
const day = fc.constantFrom('2026-03-15', '2009-12-31', '2035-01-01');

/** Every third one has the word in the name, too. */
async function employ(staff: readonly (readonly Work[])[]): Promise<void> {
  await city.insert(
    'staff',
    ...staff.map((_, at) => ({ key: `s${at}`, name: at % 3 === 0 ? 'Anna Amt' : 'Anna', department: 'Amt' })),
  );
  const works = staff.flatMap((each, at) =>
    each.map((one, nth) => ({
      ...one,
      key: `${at}-${nth}`,
      staff_key: `s${at}`,
      topic_key: TOPICS[(at + nth) % TOPICS.length],
    })),
  );
  if (works.length > 0) await city.insert('experience', ...works);
}

const question = fc.record({
  day,
  roles: fc.oneof(fc.constant(null), fc.subarray([...ROLES], { minLength: 1 })),
  first: fc.integer({ min: 1, max: 6 }),
  after: fc.option(
    fc.record({
      score: fc.integer({ min: 0, max: 700 }),
      id: fc.nat(25).map((at) => `gera:staff:s${at}`),
    }),
  ),
});
type Asked = typeof question extends fc.Arbitrary<infer Value> ? Value : never;

const SEARCH = `query ($day: PartialDate!, $roles: [Role!], $first: Int!, $after: HitPosition) {
  hits: staffHits(text: "Amt", filter: { roles: $roles }, day: $day, first: $first, after: $after) {
    total hits { id score } facets { roles { value count } }
  }
}`;

/** The whole list, by the hub's score. */
function listAll(staff: readonly (readonly Work[])[], { day: today, roles }: Asked): (readonly [string, number])[] {
  const list = staff.flatMap((works, at): (readonly [string, number])[] => {
    const counting = works.filter(({ role }) => roles?.includes(role) ?? true);
    const candidates: readonly ExperienceFeatures[] =
      counting.length === 0 && roles === null ? [{ role: null, since: null, until: null }] : counting;
    if (candidates.length === 0) return [];
    const match = at % 3 === 0 ? 600 : 400;
    return [[`gera:staff:s${at}`, Math.max(...candidates.map((one) => scoreExperience(match, one, today)))]];
  });
  return list.sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || (a < b ? -1 : 1));
}

async function expectPage(staff: readonly (readonly Work[])[], asked: Asked): Promise<void> {
  const { hits } = await city.data(SEARCH, { ...asked });
  const all = listAll(staff, asked);
  const behind = all.filter(
    ([id, score]) =>
      asked.after === null || score < asked.after.score || (score === asked.after.score && id > asked.after.id),
  );
  expect(hits.hits.map(({ id, score }: Answer) => [id, score])).toEqual(behind.slice(0, asked.first));
  expect(hits.total).toBe(all.length);
  const counts = (asked.roles ?? ROLES).flatMap((role): (readonly [Role, number])[] => {
    const count = staff.filter((works) => works.some((one) => one.role === role)).length;
    return count === 0 ? [] : [[role, count]];
  });
  expect(new Map(hits.facets.roles.map(({ value, count }: Answer) => [value, count]))).toEqual(new Map(counts));
}

test('a page of a search by words is cut from the list that the hub would make, wherever it begins', async () => {
  await fc.assert(
    fc.asyncProperty(people, fc.array(question, { minLength: 4, maxLength: 4 }), async (staff, questions) => {
      await emptyTables(city.dataSource, 'staff');
      await employ(staff);
      for (const asked of questions) await expectPage(staff, asked);
    }),
    { numRuns: 25 },
  );
});

describe('what thousands have', () => {
  let staff: readonly (readonly Work[])[];

  beforeEach(async () => {
    const [sample = []] = fc.sample(
      fc.array(fc.array(work, { minLength: 3, maxLength: 8 }), { minLength: 50, maxLength: 50 }),
      {
        numRuns: 1,
        seed: 7,
      },
    );
    staff = Array.from({ length: CROWD }, (_, at) => sample[at % sample.length]!);
    await employ(staff);
    await city.dataSource.query('VACUUM ANALYZE');
  });

  it('is searched for as a word with the same answers', async () => {
    await fc.assert(
      fc.asyncProperty(question, (asked) => expectPage(staff, asked)),
      { numRuns: 25, seed: 7 },
    );
  });

  it('has few of those scored who have it as a word', async () => {
    const reads = await readsOf({ groups: [], words: ['amt'] });
    expect(reads.length).toBeGreaterThan(0);
    const rows = reads.reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0);
    expect(rows).toBeLessThan(staff.flat().length / 5);
  });

  const groups = [[{ concept: 'concept:housing', weight: 1000 }]];
  it.each([
    ['where it is a concept', { groups, words: [] }],
    ['where it is one of the subjects of a question', { groups, words: [], aspects: groups, lift: ['amt'] }],
    ['where it is a subject beside a word', { groups: [], words: ['amt'], aspects: groups }],
  ])('is read only as far as it can be on the page, %s', async (_, question) => {
    const reads = await readsOf(question);
    expect(reads.length).toBeGreaterThan(0);
    const rows = reads.reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0);
    expect(rows).toBeLessThan(staff.flat().length / 5);
  });

  it('puts together once who has a word and passes a filter, where they are asked for beside a concept', async () => {
    const plan = await planOf({ groups, words: ['Amt'] }, { kinds: [StaffKind.UNIT, StaffKind.POST] });
    const gathered = plan.filter((node) => node['CTE Name'] === 'containing' || node['Relation Name'] === 'staff');
    expect(gathered.length).toBeGreaterThanOrEqual(2);
    for (const node of gathered) expect(node['Actual Loops']).toBeLessThanOrEqual(1);
  });
});

interface Searched {
  readonly groups: readonly (readonly { readonly concept: string; readonly weight: number }[])[];
  readonly words: readonly string[];
  readonly aspects?: Searched['groups'];
  readonly lift?: readonly string[];
}

/** How PostgreSQL reads experience for a page of 20. */
async function readsOf(question: Searched): Promise<readonly Plan[]> {
  return (await planOf(question)).filter((node) => node['Relation Name'] === 'experience');
}

/** What PostgreSQL does for a page of 20. */
async function planOf(
  question: Searched,
  filter: Pick<StaffHitFilter, 'kinds'> | null = null,
): Promise<readonly Plan[]> {
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
      ...{ aspects: [], lift: [], ...question, day: '2026-03-15' },
      ...{ order: HitOrder.RELEVANCE, reversed: false, first: 20, after: null },
    },
    filter === null ? null : instantiate(StaffHitFilter, filter),
    ['roles'],
  );
  const [text, values] = asked[0]!;
  const [explained] = await city.dataSource.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  return nodesOf(explained['QUERY PLAN'][0].Plan as Plan);
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly 'CTE Name'?: string;
  readonly Plans?: readonly Plan[];
}

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

const WORK = 'SELECT * FROM staff_work ORDER BY staff_key';

const statement = fc.record({
  do: fc.constantFrom('EMPLOY', 'CHANGE', 'MOVE', 'END_WORK', 'END_STAFF'),
  works: fc.array(work, { minLength: 1, maxLength: 4 }),
  share: fc.integer({ min: 2, max: 3 }),
});

test('what is known of the work of staff follows the work, whatever is written', async () => {
  const { dataSource } = city;
  let key = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { maxLength: 10 }), async (statements) => {
      for (const { do: what, works, share } of statements) {
        const [one] = works as [Work];
        if (what === 'EMPLOY') {
          const staff_key = `n${key++}`;
          await city.insert('staff', { key: staff_key });
          await city.insert(
            'experience',
            ...works.map((each) => ({ ...each, key: `n${key++}`, staff_key, topic_key: 't' })),
          );
        } else if (what === 'CHANGE') {
          await dataSource.query('UPDATE experience SET role = $1, since = $2, until = $3 WHERE length(key) % $4 = 0', [
            ...[one.role, one.since, one.until],
            share,
          ]);
        } else if (what === 'MOVE') {
          await dataSource.query(
            'UPDATE experience SET staff_key = (SELECT min(key) FROM staff) WHERE length(key) % $1 = 0',
            [share],
          );
        } else {
          const table = what === 'END_WORK' ? 'experience' : 'staff';
          await dataSource.query(`DELETE FROM ${table} WHERE length(key) % $1 = 0`, [share]);
        }
        const kept = await dataSource.query<unknown[]>(WORK);
        await dataSource.query('DELETE FROM staff_work');
        await dataSource.query('SELECT find_work_of_staff(ARRAY(SELECT key FROM staff))');
        expect(kept).toEqual(await dataSource.query(WORK));
      }
    }),
    { numRuns: 15 },
  );
});

test('a database of the version before answers after the migration as it did, whatever was written meanwhile', async () => {
  const [sample = []] = fc.sample(people, { numRuns: 1, seed: 7 });
  await employ(sample);
  await undoMigrations(city.dataSource, BoundScores1796500000000);
  expect(
    await city.dataSource.query(
      `SELECT to_regclass('staff_work') AS work, to_regproc('most_of_work') AS most, to_regclass('staff_text_heading_words') AS words`,
    ),
  ).toEqual([{ work: null, most: null, words: null }]);
  await city.insert('staff', { key: `s${sample.length}`, name: 'Anna', department: 'Amt' });
  await migrate(city.databaseUrl);
  await expectPage([...sample, []], { day: '2026-03-15', roles: null, first: 6, after: null });
});
