import { pino } from 'pino';
import type { CityOperation, CityReply } from '../../../subgraphs/contract/AskCity';
import { scoreExperience } from '../../../subgraphs/search/hits/score';
import { HonestyWatch } from './HonestyWatch';

const CONCEPT = 'concept:housing';
const DAY = '2026-03-01';
const UNITS = ['gera:staff:1', 'gera:staff:2', 'gera:staff:3'];
const FEATURES = { role: 'LED', since: '2019', until: null } as const;
const SILENCE: CityReply = { status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs: 1 };

const answer = (data: Record<string, unknown>, errors: object[] = []): CityReply =>
  ({ status: 'ANSWERED', data, errors, tookMs: 1 }) as CityReply;

const NAME = 'Unit';
const CHANGED = '2026-01-01T00:00:00.000Z';

/** By relevance first, then in an order, in which all stand alike. */
const hits = (place: object = { sortTitle: 'unit', updatedAt: CHANGED }): CityReply => {
  const told = { ...FEATURES, concept: CONCEPT, mapping: 'EXACT_MATCH', text: null, matched: null };
  const score = scoreExperience(1_000, FEATURES, DAY);
  const found = { total: 3, hits: UNITS.map((id) => ({ ...told, topic: 'gera:topic:housing', id, score })) };
  return answer({ h0: found, h1: { ...found, hits: found.hits.map((hit) => ({ ...hit, ...place })) } });
};

const records = (errors: object[] = []): CityReply =>
  answer({ _entities: UNITS.map((id) => ({ id, name: NAME, updatedAt: CHANGED, experiences: [FEATURES] })) }, errors);

interface SetUp {
  hits: () => CityReply;
  records: () => CityReply;
  /** Why it is believed no more. */
  reason: string | undefined;
  readonly watch: HonestyWatch;
  visit(times: number): Promise<void>;
}

/** A city that counts three units on housing. */
function setUp(): SetUp {
  const state: SetUp = {
    hits: () => hits(),
    records: () => records(),
    reason: undefined,
    watch: new HonestyWatch({
      askCity: (_, { query }: CityOperation) =>
        Promise.resolve(query.includes('_entities') ? state.records() : state.hits()),
      summaries: {
        claimsOf: () => [{ concept: CONCEPT, counted: 'staff', count: 3 }],
        correct: () => undefined,
        restore: () => undefined,
      },
      condemn: (_, reason) => (state.reason = reason),
      now: () => new Date(`${DAY}T12:00:00Z`),
      logger: pino({ level: 'silent' }),
    }),
    visit: async (times: number) => {
      const call = { signal: new AbortController().signal, viewer: { anonymous: true } } as const;
      for (let visits = 0; visits < times; visits += 1) await state.watch.look('gera', call);
    },
  };
  return state;
}

const error = (index: number) => ({ message: 'broken', path: ['_entities', index, 'experiences'] });

test.each<[string, (state: SetUp) => void, number]>([
  ['does not answer for its records', (state) => (state.records = () => SILENCE), 10],
  ['does not answer for hits', (state) => (state.hits = () => SILENCE), 10],
  ['answers for most of its records with errors', (state) => (state.records = () => records([error(0), error(2)])), 3],
  [
    'answers for its records with an error of no place',
    (state) => (state.records = () => records([{ message: 'no' }])),
    3,
  ],
  ['gives fewer records than it was asked for', (state) => (state.records = () => answer({ _entities: [] })), 3],
  [
    'gives other records than it was asked for',
    (state) => (state.records = () => answer({ _entities: [{ id: 'x' }, { id: 'y' }, { id: 'z' }] })),
    3,
  ],
  ['breaks the contract in its hits', (state) => (state.hits = () => answer({ staffHits: null })), 3],
  [
    'refuses the question for hits',
    (state) => (state.hits = () => ({ status: 'REFUSED', message: 'It refused to answer (HTTP 403).', tookMs: 1 })),
    3,
  ],
])(
  'FLT-306 A city that %s when it is visited is told from the first time, and believed no more in the end',
  async (_, keep, most) => {
    const state = setUp();
    keep(state);
    await state.visit(1);
    expect(state.watch.describe('gera')).toMatch(
      /^Its hits could not be held against its records at its last visit\. It/,
    );
    await state.visit(most - 2);
    expect(state.reason).toBeUndefined();
    await state.visit(1);
    expect(state.reason).toMatch(`Its hits could not be held against its records at its last ${most} visits. It`);
    // Nothing is held against it once it lets the hub look.
    Object.assign(state, { hits, records: () => records() });
    await state.visit(1);
    expect(state.reason).toBeUndefined();
    expect(state.watch.describe('gera')).toBeUndefined();
  },
);

test('a city of whose records one is broken is believed, and lies beside it are found out', async () => {
  const state = setUp();
  state.records = () => records([error(1)]);
  await state.visit(20);
  expect([state.reason, state.watch.describe('gera')]).toEqual([undefined, undefined]);
  expect(state.watch.counts.get('gera')).toEqual({ compared: 40, contradicted: 0, withheld: 20 });
  state.records = () => answer({ _entities: UNITS.map((id) => ({ id, experiences: [] })) }, [error(1)]);
  await state.visit(1);
  expect(state.reason).toBe(
    'Its hits contradict its records. It finds gera:staff:1 by the part LED since 2019, which its record does not say.',
  );
});

test('a city that gives its hits with an error is looked at all the same', async () => {
  const state = setUp();
  state.hits = () => ({ ...hits(), errors: [{ message: 'in part' }] }) as CityReply;
  state.records = () => answer({ _entities: [null, null, null] });
  await state.visit(1);
  expect(state.reason).toBe('Its hits contradict its records. It finds gera:staff:1, and has no such record.');
});

test.each([
  ['title', { sortTitle: 'a unit', updatedAt: CHANGED }],
  ['time of its change', { sortTitle: 'unit', updatedAt: '2026-09-01T00:00:00.000Z' }],
])(
  'a city whose hits stand by another %s than their records have is believed no more, until it tells the truth',
  async (what, place) => {
    const city = setUp();
    city.hits = () => hits(place);
    // One of the two orders is looked at in a visit.
    for (let visits = 0; visits < 60 && city.reason === undefined; visits += 1) await city.visit(1);
    expect(city.reason).toMatch(new RegExp(`It finds gera:staff:. by another ${what}, which its record does not say.`));
    city.hits = () => hits();
    await city.visit(1);
    expect(city.reason).toBeUndefined();
  },
);

test.each([
  ['–', '\u1160'],
  ['Unit', 'u\u1160nit'],
])(
  'HUB-654 a city is no liar for letters in names that nobody sees: the hub reads %j, and it says %j',
  async (name, sortTitle) => {
    const city = setUp();
    city.hits = () => hits({ sortTitle, updatedAt: CHANGED });
    city.records = () =>
      answer({ _entities: UNITS.map((id) => ({ id, name, updatedAt: CHANGED, experiences: [FEATURES] })) });
    await city.visit(20);
    expect(city.reason).toBeUndefined();
  },
);

test.each([
  ['has no order', [{ message: 'Lacks it.', path: ['h1'], extensions: { code: 'LACKING' } }]],
  ['fails at it', [{ message: 'down', path: ['h1'] }]],
])('a city that %s is judged by its other hits', async (_, errors) => {
  const city = setUp();
  const told = hits();
  const { h0 } = told.status === 'ANSWERED' ? told.data : {};
  city.hits = () => answer({ h0, h1: null }, errors);
  await city.visit(12);
  expect(city.reason).toBeUndefined();
  expect(city.watch.counts.get('gera')).toEqual({ compared: 36, contradicted: 0, withheld: 0 });
});
