import { HitOrder } from '../../subgraphs/city/hits/question';
import { findStaffHits } from '../../subgraphs/city/hits/staffHits';
import { emptyTables } from './emptyTables';
import { countStatements } from './countStatements';
import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

const DAY = '2026-03-15';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  for (const slug of ['housing', 'youth', 'debt', 'other']) {
    await city.insert('topic', { key: slug });
    await city.insert('topic_mapping', { topic_key: slug, concept_id: `concept:${slug}`, match: 'EXACT_MATCH' });
  }
});
beforeEach(() => emptyTables(city.dataSource, 'staff', 'programme', 'exchange', 'offer', 'need'));
afterAll(() => city.close());

const group = (...concepts: string[]) => ({
  terms: concepts.map((concept) => ({ concept: `concept:${concept}`, weight: 1000 })),
});
const HOUSING_OR_YOUTH = [group('housing', 'youth')];
const HOUSING_AND_YOUTH = [group('housing'), group('youth')];

const kinds = ['staff', 'programme', 'exchange', 'offer', 'need'] as const;
type Kind = (typeof kinds)[number];
const capital = (kind: Kind) => kind.charAt(0).toUpperCase() + kind.slice(1);

const statement = (kind: Kind, selection: string) => `
  query ($concepts: [ConceptGroup!], $text: String, $aspects: [ConceptGroup!], $lift: [String!], $filter: ${capital(kind)}HitFilter,
    $day: PartialDate!, $first: Int!, $after: HitPosition) {
    found: ${kind}Hits(concepts: $concepts, text: $text, aspects: $aspects, lift: $lift, filter: $filter, day: $day,
      first: $first, after: $after) { ${selection} }
  }`;

async function search(kind: Kind, question: object, more = ''): Promise<Answer> {
  const selection = `total totalMatchingAll hits { id score concept matched } ${more}`;
  return (await city.data(statement(kind, selection), { day: DAY, first: 100, ...question })).found;
}

/** The keys found with what they have, in the order of the answer. */
async function found(kind: Kind, question: object): Promise<[string, number[] | null][]> {
  const { hits } = await search(kind, question);
  return hits.map(({ id, matched }: Answer) => [id.split(':')[2], matched]);
}

/** The key is the first word. */
async function publish(kind: Kind, title: string, topics: readonly string[], more: Record<string, unknown> = {}) {
  const [key = ''] = title.split(' ');
  await city.insert(kind, { key, [kind === 'staff' ? 'name' : 'title']: title, ...more });
  for (const topic of topics) {
    if (kind === 'staff') {
      await city.insert('experience', { key: `${key}-${topic}`, staff_key: key, topic_key: topic, role: 'WORKED' });
    } else await city.insert(`${kind}_topic`, { [`${kind}_key`]: key, topic_key: topic });
  }
}

describe.each(kinds)('of %s', (kind) => {
  test('what has more of the aspects comes first, whatever the scores; then score, then id byte by byte', async () => {
    await publish(kind, 'a', ['housing']);
    await publish(kind, 'B', ['housing']);
    await publish(kind, 'c', ['housing', 'youth']);
    await publish(kind, 'd', ['youth', 'other']);
    await publish(kind, 'e', ['other']);
    const concepts = [{ terms: [...group('housing').terms, { concept: 'concept:youth', weight: 100 }] }];
    expect(await found(kind, { concepts, aspects: HOUSING_AND_YOUTH })).toEqual([
      ['c', [0, 1]],
      ['B', [0]],
      ['a', [0]],
      ['d', [1]],
    ]);
  });

  test('aspects and lift change neither what is found nor how it divides', async () => {
    await publish(kind, 'a', ['housing', 'other'], { ...(kind === 'staff' && { languages: ['de'] }) });
    await publish(kind, 'b', ['youth', 'debt']);
    await publish(kind, 'c', ['debt']);
    const facets =
      kind === 'offer' ? '' : 'facets { concepts { value count } roles { value count } statuses { value count } }';
    const plain = await search(kind, { concepts: HOUSING_OR_YOUTH }, facets);
    const tiered = await search(
      kind,
      { concepts: HOUSING_OR_YOUTH, aspects: [...HOUSING_AND_YOUTH, group('debt')], lift: ['b'] },
      facets,
    );
    expect(tiered.total).toBe(2);
    expect([tiered.total, tiered.facets]).toEqual([plain.total, plain.facets]);
    expect(plain.hits.map(({ matched }: Answer) => matched)).toEqual([null, null]);
    expect(plain.totalMatchingAll).toBeNull();
  });

  test('an aspect counts by whatever topic, also by one that was not asked for', async () => {
    await publish(kind, 'a', ['housing']);
    await publish(kind, 'b', ['housing', 'debt']);
    const question = { concepts: [group('housing')], aspects: [group('housing'), group('debt')] };
    expect(await found(kind, question)).toEqual([
      ['b', [0, 1]],
      ['a', [0]],
    ]);
    expect((await search(kind, question)).totalMatchingAll).toBe(1);
  });

  test('a word lifts what its text has, as the search for words finds it', async () => {
    await publish(kind, 'anna Schmidt', ['housing']);
    await publish(kind, 'bernd Müller', ['youth']);
    for (const word of ['Müller', 'MUELLER', 'muller']) {
      const question = { concepts: HOUSING_OR_YOUTH, aspects: HOUSING_OR_YOUTH, lift: [word, 'niemand'] };
      expect(await found(kind, question)).toEqual([
        ['bernd', [0, 1]],
        ['anna', [0]],
      ]);
    }
  });

  test('a search for words is put in tiers, too', async () => {
    await publish(kind, 'a amt', ['other']);
    await publish(kind, 'b amt', ['youth']);
    await publish(kind, 'c amt wanzar', []);
    await publish(kind, 'd amt wanzar', ['housing', 'youth']);
    const question = { text: 'amt', aspects: HOUSING_AND_YOUTH, lift: ['wanzar'] };
    expect(await found(kind, question)).toEqual([
      ['d', [0, 1, 2]],
      // Scores and ids decide between those that have one.
      ...(await found(kind, question)).slice(1, 3),
      ['a', []],
    ]);
    expect((await search(kind, { text: 'amt', lift: ['wanzar'] })).hits).toHaveLength(4);
  });

  test('pages make the list that one long page gives, and each counts all', async () => {
    const all = ['housing', 'youth', 'debt', 'other'];
    for (let at = 0; at < 16; at += 1) {
      const topics = all.filter((_, bit) => (at & (1 << bit)) !== 0);
      await publish(kind, `k${at}${at % 3 === 0 ? ' wanzar' : ''}`, topics);
    }
    const question = { concepts: HOUSING_OR_YOUTH, aspects: [...HOUSING_AND_YOUTH, group('debt')], lift: ['wanzar'] };
    const { hits, total, totalMatchingAll } = await search(kind, question);
    expect([total, hits.length, totalMatchingAll]).toEqual([12, 12, 2]);
    const tiers = hits.map(({ matched }: Answer) => matched.length);
    expect(tiers).toEqual([...tiers].sort((a: number, b: number) => b - a));
    for (const first of [1, 5]) {
      const paged: Answer[] = [];
      for (let after: object | null = null; paged.length < hits.length;) {
        const page: Answer = await search(kind, { ...question, first, after });
        expect([page.total, page.totalMatchingAll]).toEqual([12, 2]);
        expect(page.hits.length).toBeGreaterThan(0);
        paged.push(...page.hits);
        const last = page.hits.at(-1);
        after = { tier: last.matched.length, score: last.score, id: last.id };
      }
      expect(paged).toEqual(hits);
    }
    const behind = { ...question, after: { tier: 0, score: 0, id: '~' } };
    expect(await search(kind, behind)).toMatchObject({ hits: [], total: 12, totalMatchingAll: 2 });
  });

  test('one statement finds them', async () => {
    await publish(kind, 'a', ['housing']);
    const question = { concepts: HOUSING_OR_YOUTH, aspects: HOUSING_AND_YOUTH, lift: ['a', 'b'] };
    expect(await countStatements(() => search(kind, question))).toBe(
      await countStatements(() => search(kind, { concepts: HOUSING_OR_YOUTH })),
    );
  });

  test.each<[string, object]>([
    ['more than five aspects', { aspects: Array.from({ length: 6 }, () => group('housing')) }],
    ['more than five words', { lift: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    ['a word of more than 100 characters', { lift: ['a'.repeat(101)] }],
    ['two words in one', { lift: ['sandra wanzar'] }],
    ['no word', { lift: ['!'] }],
  ])('%s are refused', async (_, more) => {
    const { errors } = await city.ask(statement(kind, 'total'), {
      ...{ concepts: HOUSING_OR_YOUTH, day: DAY, first: 1 },
      ...more,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a position of a list with tiers is before all of a list without', async () => {
    await publish(kind, 'a', ['housing']);
    const after = { tier: 2, score: 0, id: 'gera:z' };
    expect(await found(kind, { concepts: HOUSING_OR_YOUTH, after })).toEqual([['a', null]]);
  });
});

test('an aspect counts by the experience that passes the filter alone', async () => {
  await publish('staff', 'a', ['housing', 'youth']);
  await city.dataSource.query(`UPDATE experience SET role = 'LED' WHERE topic_key = 'housing'`);
  const question = { concepts: HOUSING_OR_YOUTH, aspects: HOUSING_AND_YOUTH };
  expect(await found('staff', question)).toEqual([['a', [0, 1]]]);
  expect(await found('staff', { ...question, filter: { roles: ['LED'] } })).toEqual([['a', [0]]]);
  expect(await found('staff', { ...question, filter: { roles: ['LED'], languages: ['de'] } })).toEqual([]);
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

test('aspects are read from the index that has the experience, and words from the one that has the words', async () => {
  const question = {
    ...{ groups: [group('housing').terms], words: [], aspects: [group('housing').terms, group('youth').terms] },
    ...{ lift: ['1999', 'niemand'], day: DAY },
    ...{ order: HitOrder.RELEVANCE, reversed: false, first: 20, after: null },
  };
  await city.insert('staff', ...Array.from({ length: 2000 }, (_, at) => ({ key: `s${at}`, name: `Kim ${at}` })));
  await city.insert(
    'experience',
    ...Array.from({ length: 2000 }, (_, at) => ({
      ...{ key: `s${at}`, staff_key: `s${at}`, role: 'LED' },
      topic_key: ['housing', 'youth', 'other'][at % 3],
    })),
  );
  await city.dataSource.query('ANALYZE');
  const asked: [text: string, values: unknown[]][] = [];
  const listening = { query: (...one: [string, unknown[]]) => (asked.push(one), []) };
  await findStaffHits(
    {
      ...{ cityId: 'gera', dataSource: listening as never, sections: ['PUBLIC'], disclosures: null, minCount: 1 },
      viewer: { anonymous: true },
    },
    question,
    null,
    [],
  );
  expect(asked).toHaveLength(1);
  const [text, values] = asked[0]!;
  const plan = await city.dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_seqscan = off');
    const [explained] = await manager.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
    return explained['QUERY PLAN'][0].Plan as Plan;
  });
  const read = (table: string) =>
    new Set(
      nodesOf(plan)
        .filter((node) => node['Relation Name'] === table)
        .map((node) => node['Node Type']),
    );
  expect([...read('staff_text')]).not.toContain('Seq Scan');
  expect([...read('experience')]).not.toContain('Seq Scan');
});
