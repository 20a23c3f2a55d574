import fc from 'fast-check';
import { migrate } from '../../subgraphs/city/database/migrate';
import { CountStaffByTopics1797100000000 } from '../../subgraphs/city/database/migrations/CountStaffByTopics1797100000000';
import { ROLES } from '../../subgraphs/contract/enums';
import type { Role } from '../../subgraphs/contract/enums';
import { MAX_MATCHES } from '../../subgraphs/contract/bounds';
import { firstDay, lastDay } from '../../subgraphs/contract/partialDate';
import { MAPPING_WEIGHTS, ROLE_WEIGHTS } from '../../subgraphs/contract/scoreWeights';
import { scoreExperience } from '../../subgraphs/search/hits/score';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';
import { undoMigrations } from './undoMigrations';

/** More than are looked up one by one, and than three rows of bits hold. */
const CROWD = 3_100;
const CONCEPTS = ['concept:housing', 'concept:poverty', 'concept:kita', 'concept:debt'] as const;
type Concept = (typeof CONCEPTS)[number];
/** Of each topic, its concept and how it maps to it. */
const TOPICS = [
  ['wohnen', 'concept:housing', 'EXACT_MATCH'],
  ['bauen', 'concept:housing', 'CLOSE_MATCH'],
  ['wohnen', 'concept:poverty', 'BROAD_MATCH'],
  ['armut', 'concept:poverty', 'NARROW_MATCH'],
  ['kita', 'concept:kita', 'EXACT_MATCH'],
  ['krippe', 'concept:kita', 'CLOSE_MATCH'],
  ['schulden', 'concept:debt', 'EXACT_MATCH'],
] as const;
const KEYS = [...new Set(TOPICS.map(([key]) => key)), 'unmapped'];
const DAY = '2026-03-15';
/** How well a name matches that has the word. */
const IN_NAME = 600;

const date = fc.oneof(
  fc.constant(null),
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
    .chain((day) => fc.constantFrom(...[4, 7, 10].map((length) => day.toISOString().slice(0, length)))),
);
const work = fc.record({
  topic: fc.constantFrom(...KEYS),
  role: fc.constantFrom(...ROLES),
  since: date,
  until: date,
});
const person = fc.record({
  languages: fc.constantFrom<readonly string[]>(['de'], ['de', 'nl'], ['fr']),
  works: fc.array(work, { maxLength: 4 }),
});
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const group = fc
  .uniqueArray(fc.record({ concept: fc.constantFrom(...CONCEPTS), weight: fc.constantFrom(1000, 800, 1) }), {
    minLength: 1,
    selector: ({ concept }) => concept,
  })
  .map((terms) => ({ terms }));
interface Filter {
  readonly languages?: readonly string[];
  readonly roles?: readonly Role[];
}

const question = fc
  .record({
    concepts: fc.array(group, { maxLength: 2 }),
    text: fc.constantFrom(null, null, 'Amt', 'Anna'),
    aspects: fc.array(group, { maxLength: 2 }),
    lift: fc.constantFrom<readonly string[]>([], [], ['Anna'], ['niemand', 'anna']),
    filter: fc.constantFrom<Filter>({}, {}, { languages: ['nl'] }, { roles: ['LED', 'ADVISED'] }),
    first: fc.constantFrom(1, 5, 40),
    after: fc.option(
      fc.record({
        tier: fc.nat(4),
        score: fc.integer({ min: 0, max: 1000 }),
        id: fc.nat(CROWD).map((at) => `gera:staff:s${at}`),
      }),
    ),
  })
  .map((asked) => (asked.concepts.length > 0 ? asked : { ...asked, text: asked.text ?? 'Amt' }));
type Asked = typeof question extends fc.Arbitrary<infer Value> ? Value : never;

const SEARCH = `query ($concepts: [ConceptGroup!], $text: String, $aspects: [ConceptGroup!], $lift: [String!], $filter: StaffHitFilter,
  $first: Int!, $after: HitPosition) {
  hits: staffHits(concepts: $concepts, text: $text, aspects: $aspects, lift: $lift, filter: $filter, day: "${DAY}", first: $first, after: $after) {
    total totalIsExact totalMatchingAll hits { id score matched }
    facets { concepts { value count } roles { value count } languages { value count } }
  }
}`;

const ORDERED = `query ($order: HitOrder, $reversed: Boolean, $first: Int!, $after: HitPosition) {
  hits: staffHits(text: "Amt", order: $order, reversed: $reversed, day: "${DAY}", first: $first, after: $after) {
    total totalIsExact hits { id score updatedAt sortTitle }
  }
}`;

let city: TestCity;
let staff: readonly Person[];

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  await city.insert('topic', ...KEYS.map((key) => ({ key })));
  await city.insert(
    'topic_mapping',
    ...TOPICS.map(([topic_key, concept_id, match]) => ({ topic_key, concept_id, match })),
  );
});
afterAll(() => city.close());

/** Every third one has another name. */
const nameOf = (at: number): string => (at % 3 === 0 ? 'Anna Amt' : 'Amt');

async function employ(people: readonly Person[]): Promise<void> {
  staff = people;
  await city.dataSource.query('TRUNCATE staff CASCADE');
  await city.insert('staff', ...staff.map(({ languages }, at) => ({ key: `s${at}`, name: nameOf(at), languages })));
  const works = staff.flatMap((each, at) =>
    each.works.map(({ topic, ...rest }, nth) => ({
      ...rest,
      key: `${at}-${nth}`,
      staff_key: `s${at}`,
      topic_key: topic,
    })),
  );
  if (works.length > 0) await city.insert('experience', ...works);
  await city.dataSource.query('VACUUM ANALYZE');
}

const conceptsOf = (topic: string): readonly Concept[] =>
  TOPICS.flatMap(([key, concept]) => (key === topic ? [concept] : []));

/** How well a topic matches a question through a group of it, at best; 0 if it does not. */
const matchOf = (topic: string, terms: Asked['concepts'][number]['terms']): number =>
  Math.max(
    0,
    ...TOPICS.flatMap(([key, concept, mapping]) =>
      terms.flatMap((term) =>
        key === topic && concept === term.concept ? [Math.floor((MAPPING_WEIGHTS[mapping] * term.weight) / 1000)] : [],
      ),
    ),
  );

/** What a city has to answer, from the score of the hub. */
function expected({ concepts, text, aspects, lift, filter, first, after }: Asked) {
  const byConcept = concepts.length > 0;
  const found = staff.flatMap(({ languages, works }, at) => {
    const counting = works.filter(({ role }) => filter.roles?.includes(role) ?? true);
    const matching = byConcept
      ? counting.filter(({ topic }) => concepts.some(({ terms }) => isTerm(topic, terms)))
      : counting;
    const hasSomeOf = ({ terms }: Asked['concepts'][number]) => counting.some(({ topic }) => isTerm(topic, terms));
    const isAnna = at % 3 === 0;
    const matches =
      concepts.every(hasSomeOf) &&
      (text !== 'Anna' || isAnna) &&
      (filter.languages?.some((one) => languages.includes(one)) ?? true) &&
      (byConcept || filter.roles === undefined || counting.length > 0);
    if (!matches) return [];
    const candidates = matching.length > 0 ? matching : [{ topic: '', role: null, since: null, until: null }];
    const scoreOf = (one: (typeof candidates)[number]) =>
      byConcept ? Math.max(...concepts.map(({ terms }) => matchOf(one.topic, terms))) : IN_NAME;
    const score = Math.max(...candidates.map((one) => scoreExperience(scoreOf(one), one, DAY)));
    const has = [...aspects.map(hasSomeOf), ...lift.map((word) => word.toLowerCase() === 'anna' && isAnna)];
    const matched = has.flatMap((one, number) => (one ? [number] : []));
    return [{ id: `gera:staff:s${at}`, score, matched, languages, works, matching }];
  });
  const most = city.mostMatches ?? MAX_MATCHES;
  const all = found
    .toSorted(
      (one, other) =>
        other.matched.length - one.matched.length ||
        standingOf(other.works) - standingOf(one.works) ||
        (one.id < other.id ? -1 : 1),
    )
    .slice(0, most);
  all.sort(
    (one, other) =>
      other.matched.length - one.matched.length || other.score - one.score || (one.id < other.id ? -1 : 1),
  );
  const tiers = aspects.length + lift.length > 0;
  const position = !tiers && after !== null && after.tier > 0 ? null : after;
  const behind = all.filter(
    ({ id, score, matched: { length } }) =>
      position === null ||
      length < position.tier ||
      (length === position.tier && (score < position.score || (score === position.score && id > position.id))),
  );
  const count = (valuesOf: (one: (typeof all)[number]) => readonly string[]) => {
    const counts = new Map<string, number>();
    for (const value of all.flatMap((one) => [...new Set(valuesOf(one))]))
      counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  return {
    total: all.length,
    totalIsExact: found.length <= most,
    totalMatchingAll:
      aspects.length === 0 ? null : all.filter(({ matched }) => aspects.every((_, at) => matched.includes(at))).length,
    hits: behind.slice(0, first).map(({ id, score, matched }) => ({ id, score, matched: tiers ? matched : null })),
    concepts: count(({ works }) => works.flatMap(({ topic }) => conceptsOf(topic))),
    roles: count(({ matching }) => matching.map(({ role }) => role)),
    languages: count(({ languages }) => languages),
  };
}

/** What still goes on before what has ended, then by role; of the former the longer, of the latter the later. None comes last. */
function standingOf(works: Person['works']): number {
  const each = works.map(({ role, since, until }) => {
    const isRunning = until === null && since !== null;
    const [weight, by] = [ROLE_WEIGHTS[role], isRunning ? -firstDay(since) : until === null ? 0 : lastDay(until)];
    return (isRunning ? 1e15 : 0) + weight * 1e9 + by + 1e8;
  });
  return Math.max(0, ...each);
}

const isTerm = (topic: string, terms: Asked['concepts'][number]['terms']): boolean =>
  terms.some(({ concept }) => conceptsOf(topic).includes(concept));

async function expectAnswer(asked: Asked): Promise<void> {
  const { hits } = await city.data(SEARCH, { ...asked });
  const counts = (values: readonly Answer[]) => new Map(values.map(({ value, count }) => [value, count]));
  expect({
    total: hits.total,
    totalIsExact: hits.totalIsExact,
    totalMatchingAll: hits.totalMatchingAll,
    hits: hits.hits.map(({ id, score, matched }: Answer) => ({ id, score, matched })),
    concepts: counts(hits.facets.concepts),
    roles: counts(hits.facets.roles),
    languages: counts(hits.facets.languages),
  }).toEqual(expected(asked));
}

const crowdOf = (seed: number): readonly Person[] => {
  const sample = fc.sample(person, { numRuns: 150, seed });
  return Array.from({ length: CROWD }, (_, at) => sample[at % sample.length]!);
};

test('a search finds, counts and cuts what the hub would, among few', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 60 }),
      fc.array(question, { minLength: 6, maxLength: 6 }),
      async (people, questions) => {
        await employ(people);
        for (const asked of questions) await expectAnswer(asked);
      },
    ),
    { numRuns: 6 },
  );
});

test('a search finds, counts and cuts what the hub would, among thousands', async () => {
  await employ(crowdOf(7));
  await fc.assert(fc.asyncProperty(question, expectAnswer), { numRuns: 30 });
});

test.each([3, 40, 700])('where more than %i match, it looks at the first of them alone', async (most) => {
  await employ(crowdOf(9));
  city.mostMatches = most;
  try {
    await fc.assert(fc.asyncProperty(question, expectAnswer), { numRuns: 15, seed: most });
  } finally {
    delete city.mostMatches;
  }
});

test('they are the same in every order, and pages are of them, forwards and back', async () => {
  await employ(crowdOf(10));
  city.mostMatches = 55;
  try {
    const listOf = async (order: string, reversed: boolean, first: number): Promise<readonly string[]> => {
      const ids: string[] = [];
      for (let after: Answer = null; ;) {
        const { hits } = await city.data(ORDERED, { order, reversed, first, after });
        expect([hits.total, hits.totalIsExact]).toEqual([55, false]);
        ids.push(...hits.hits.map(({ id }: Answer) => id));
        const last = hits.hits.at(-1);
        if (hits.hits.length < first) return ids;
        const { id, score, updatedAt, sortTitle } = last;
        after = { id, score, updatedAt, sortTitle };
      }
    };
    const one = await listOf('RELEVANCE', false, 1001);
    expect(new Set(one).size).toBe(55);
    for (const order of ['RELEVANCE', 'NEWEST', 'TITLE']) {
      const forwards = await listOf(order, false, 7);
      expect(forwards.toSorted()).toEqual(one.toSorted());
      expect((await listOf(order, true, 9)).toReversed()).toEqual(forwards);
    }
  } finally {
    delete city.mostMatches;
  }
});

test('a database of the version before answers after the migration as it did, whatever was written meanwhile', async () => {
  await employ(crowdOf(8));
  await undoMigrations(city.dataSource, CountStaffByTopics1797100000000);
  expect(
    await city.dataSource.query(
      `SELECT to_regclass('topic_staff') AS bits, to_regclass('staff_concept') AS concepts,
         to_regclass('experience_of_topic_by_most') AS by_most, to_regclass('experience_of_topic') AS by_staff`,
    ),
  ).toEqual([{ bits: null, concepts: 'staff_concept', by_most: null, by_staff: 'experience_of_topic' }]);
  await city.dataSource.query(`DELETE FROM experience WHERE staff_key = 's3'`);
  staff = staff.map((each, at) => (at === 3 ? { ...each, works: [] } : each));
  await migrate(city.databaseUrl);
  for (const asked of fc.sample(question, { numRuns: 5, seed: 8 })) await expectAnswer(asked);
});
