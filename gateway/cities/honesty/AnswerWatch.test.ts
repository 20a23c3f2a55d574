import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { pino } from 'pino';
import type { CityReply } from '../../../subgraphs/contract/AskCity';
import type { Viewer } from '../../../subgraphs/contract/tokens';
import type { FoundHits } from '../../../subgraphs/search/SearchDependencies';
import type { Hit } from '../../../subgraphs/search/hits/Hit';
import { rememberTold } from '../../../subgraphs/search/hits/Hit';
import { scoreExperience } from '../../../subgraphs/search/hits/score';
import { exchanges, experts, programmes } from '../../../subgraphs/search/kinds';
import type { Features, SearchKind } from '../../../subgraphs/search/kinds';
import type { FetchedRecord, FetchedRecords } from '../../routing/FetchedRecords';
import { CONTRACT } from '../../../subgraphs/composing/test/startFakeCity';
import { AnswerWatch } from './AnswerWatch';

const contract = buildSubgraphSchema(parse(CONTRACT));
const DAY = '2026-03-01';
const CONCEPT = 'concept:housing';
const ANONYMOUS: Viewer = { anonymous: true };
const MEMBER: Viewer = { anonymous: false, organisation: 'velbert', subject: 'p1' };

const question = { groups: [{ terms: [{ concept: CONCEPT, weight: 1_000 }] }], text: null };
const request = {
  question: { ...question, weights: new Map([[CONCEPT, 1_000]]), understood: [] },
  ...{ filter: {}, day: DAY, first: 21, after: null },
} as unknown as FoundHits['request'];

const hit = (id: string, features: Partial<Hit> & object): Hit => ({
  ...{
    id,
    tier: 0,
    score: 0,
    matched: null,
    match: { by: 'concept', concept: CONCEPT, mapping: 'EXACT_MATCH' },
    topic: 'gera:topic:housing',
  },
  ...{ role: null, since: null, until: null },
  ...features,
});

const found = (hits: readonly Hit[], more: Partial<FoundHits> = {}): FoundHits => ({
  ...{
    kind: experts,
    request,
    hits,
    viewer: ANONYMOUS,
    startedAt: performance.now(),
    isFresh: true,
  },
  ...more,
});

/** The records that a selection fetches, and what they say. */
function fetched(
  selection: string,
  typename: string,
  records: Readonly<Record<string, object | null>>,
): FetchedRecords {
  const document = parse(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
  );
  return {
    city: 'gera',
    document,
    representations: Object.keys(records).map((id) => ({ __typename: typename, id })),
    records: Object.values(records).map((entity): FetchedRecord => ({
      entity: entity as FetchedRecord['entity'],
      isInPart: false,
    })),
    fetchAgain: (representations) =>
      Promise.resolve({
        ...fetched(selection, typename, Object.fromEntries(representations.map(({ id }) => [id, records[id] ?? null]))),
      }),
  };
}

interface SetUp {
  readonly watch: AnswerWatch;
  readonly convicted: string[];
  readonly counted: { compared: number; contradicted: number };
  /** What the city answers when it is asked for hits again. */
  again: CityReply;
  asked: number;
}

function setUp(): SetUp {
  const counted = { compared: 0, contradicted: 0 };
  const state: SetUp = {
    convicted: [],
    counted,
    again: { status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs: 1 },
    asked: 0,
    watch: new AnswerWatch({
      contract,
      askCity: () => {
        state.asked += 1;
        return Promise.resolve(state.again);
      },
      honesty: {
        convict: (_, reason) => state.convicted.push(reason),
        count: (_, { compared = 0, contradicted = 0 }) => {
          counted.compared += compared;
          counted.contradicted += contradicted;
        },
      },
      timeoutMs: 1_000,
      logger: pino({ level: 'silent' }),
    }),
  };
  return state;
}

/** A client asks, and is given these hits and records. Whatever the hub does for that has ended. */
async function answer({ watch }: SetUp, hits: FoundHits, records: FetchedRecords): Promise<void> {
  const client = {};
  watch.noteHits(hits, client);
  watch.compare(records, client);
  await watch.lookAt('gera');
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const STAFF = 'gera:staff:1';
const LIE: Partial<Hit> = { role: 'LED', since: '1990' };
const RECORD = { [STAFF]: { experiences: [{ role: 'LED', since: '2019', until: null }] } };
const WORK = '... on Staff { experiences { role since until } }';

/** A page of hits that repeats the lie. */
const lieAgain = (): CityReply => {
  const features = { role: 'LED', since: '1990', until: null } as const;
  const told = {
    ...features,
    id: STAFF,
    concept: CONCEPT,
    mapping: 'EXACT_MATCH',
    text: null,
    topic: 'gera:topic:housing',
  };
  const hits = [{ ...told, score: scoreExperience(1_000, features, DAY) }];
  return { status: 'ANSWERED', data: { staffHits: { total: 1, hits } }, errors: [], tookMs: 1 };
};

const TOPICS = {
  topics: [{ id: 'gera:topic:housing', mappings: [{ match: 'EXACT_MATCH', concept: { id: CONCEPT } }] }],
};

describe('what a hit says is held against whatever of it the client asked for', () => {
  const programme = { startsOn: '2020-05', endsOn: null, status: 'ACTIVE', goodPractice: false, ...TOPICS };
  const practice = (told: object): Hit => {
    const one = hit('gera:programme:1', { since: '2020-05' });
    rememberTold(one, { status: 'ACTIVE', goodPractice: false, ...told });
    return one;
  };
  test.each<[string, SearchKind<Features>, Hit, string, object | null]>([
    [
      'a status',
      programmes,
      practice({ status: 'COMPLETED' }),
      '... on Programme { state: status }',
      { state: 'ACTIVE' },
    ],
    ['a good practice', programmes, practice({ goodPractice: true }), '... on Programme { goodPractice }', programme],
    [
      'a start',
      programmes,
      { ...practice({}), since: '1990' },
      '... on Node { id } ... on Programme { startsOn }',
      programme,
    ],
    [
      'an end',
      exchanges,
      hit('gera:exchange:1', { until: '2026-02' }),
      '... on Exchange { endsOn }',
      { endsOn: '2020' },
    ],
    ['a topic', exchanges, hit('gera:exchange:1', {}), '... on Exchange { topics { label } }', { topics: [] }],
    ['a record', exchanges, hit('gera:exchange:1', {}), '... on Exchange { title }', null],
    [
      'the title by which it stands',
      programmes,
      hit('gera:programme:1', { sort: 'aachen' }),
      '... on Programme { called: title }',
      { called: 'Übergänge' },
    ],
    ['the name by which it stands', experts, hit(STAFF, { sort: 'aachen' }), '... on Staff { name }', { name: 'Zoe' }],
    [
      'the time by which it stands',
      exchanges,
      hit('gera:exchange:1', { sort: Date.parse('2026-02-01T00:00:00Z') }),
      '... on Exchange { updatedAt }',
      { updatedAt: '2020-02-01T00:00:00Z' },
    ],
    [
      'parts of one experience under several aliases',
      experts,
      hit(STAFF, { role: 'LED', since: '2001' }),
      '... on Node { ... on Staff { a: experiences { role } } } ... on Staff { b: experiences { since } }',
      { a: [{ role: 'LED' }, { role: 'WORKED' }], b: [{ since: '2019' }, { since: '2001' }] },
    ],
    [
      'a mapping',
      programmes,
      practice({}),
      '... on Programme { topics { mappings { concept { id } } } }',
      { topics: [{ mappings: [{ concept: { id: 'concept:parks' } }] }] },
    ],
  ])('%s', async (_, kind, one, selection, entity) => {
    const state = setUp();
    const records = fetched(selection, kind.typename, { [one.id]: entity });
    await answer(state, found([one], { kind }), records);
    expect(state.counted).toEqual({ compared: 1, contradicted: 1 });
  });

  test.each<[string, Hit, string, object]>([
    ['nothing of it is asked for', hit(STAFF, LIE), '... on Staff { name }', { name: 'Planning' }],
    ['a date is known less precisely', hit(STAFF, { role: 'LED', since: '2019-05' }), WORK, RECORD[STAFF]],
    [
      'the list was cut',
      hit(STAFF, LIE),
      WORK,
      { experiences: new Array(1_000).fill({ role: 'LED', since: '2019', until: null }) },
    ],
  ])('and nothing is wrong where %s', async (_, one, selection, entity) => {
    const state = setUp();
    await answer(state, found([one]), fetched(selection, 'Staff', { [one.id]: entity }));
    expect(state.counted.contradicted).toBe(0);
    expect(state.asked).toBe(0);
  });
});

test('a lie that the city repeats when it is asked again is found out at once, and nobody asks it meanwhile', async () => {
  const state = setUp();
  state.again = lieAgain();
  const client = {};
  state.watch.noteHits(found([hit(STAFF, LIE)]), client);
  state.watch.compare(fetched(WORK, 'Staff', RECORD), client);
  expect(state.watch.lookAt('gera')).toBeInstanceOf(Promise);
  await state.watch.lookAt('gera');
  expect(state.watch.lookAt('gera')).toBeUndefined();
  expect(state.convicted).toEqual(['It finds gera:staff:1 by the part LED since 1990, which its record does not say.']);
});

test('an import between hits and records is no lie, however many clients it strikes', async () => {
  const state = setUp();
  const asked = Array.from({ length: 20 }, () => ({ client: {}, hits: found([hit(STAFF, LIE)]) }));
  for (const { client, hits } of asked) state.watch.noteHits(hits, client);
  // The import. From here on hits and records agree, and those who asked before come to the records one by one.
  for (const { client } of asked) {
    jest.advanceTimersByTime(1_500);
    state.watch.compare(fetched(WORK, 'Staff', RECORD), client);
    await state.watch.lookAt('gera');
  }
  await answer(state, found([hit(STAFF, { role: 'LED', since: '2019' })]), fetched(WORK, 'Staff', RECORD));
  expect(state.counted).toEqual({ compared: 21, contradicted: 20 });
  expect(state.convicted).toEqual([]);
});

test('a city that lies to clients, and not when the hub asks again, is found out by the next client who meets the lie', async () => {
  const state = setUp();
  await answer(state, found([hit(STAFF, LIE)]), fetched(WORK, 'Staff', RECORD));
  jest.advanceTimersByTime(29_000);
  await answer(state, found([hit(STAFF, LIE)]), fetched(WORK, 'Staff', RECORD));
  expect(state.convicted).toEqual([]);
  jest.advanceTimersByTime(1_000);
  await answer(state, found([hit(STAFF, LIE)]), fetched(WORK, 'Staff', RECORD));
  expect(state.convicted).toHaveLength(1);
});

test('what a city was convicted for is not held against it again: what follows is a first contradiction', async () => {
  const state = setUp();
  const contradict = () => answer(state, found([hit(STAFF, LIE)]), fetched(WORK, 'Staff', RECORD));
  for (const convictions of [0, 1, 1, 2]) {
    await contradict();
    expect(state.convicted).toHaveLength(convictions);
    jest.advanceTimersByTime(30_000);
  }
});

test('what is kept for a long file is asked again, and says nothing by itself', async () => {
  const state = setUp();
  for (let files = 0; files < 3; files += 1) {
    await answer(state, found([hit(STAFF, LIE)], { isFresh: false }), fetched(WORK, 'Staff', RECORD));
    jest.advanceTimersByTime(60_000);
  }
  expect(state.asked).toBe(3);
  expect(state.convicted).toEqual([]);
});

test('nothing is told of a record that only members see', async () => {
  const state = setUp();
  for (let times = 0; times < 2; times += 1) {
    await answer(state, found([hit(STAFF, LIE)], { viewer: MEMBER }), fetched(WORK, 'Staff', RECORD));
    jest.advanceTimersByTime(30_000);
  }
  expect(state.convicted).toEqual(['It finds a record for members by what that record does not say.']);
});

test('a city is asked again once in a second at most, and not while it is asked', async () => {
  const state = setUp();
  for (let times = 0; times < 50; times += 1) {
    await answer(state, found([hit(STAFF, LIE)]), fetched(WORK, 'Staff', RECORD));
    jest.advanceTimersByTime(100);
  }
  expect(state.asked).toBeLessThanOrEqual(5);
});
