import { pino } from 'pino';
import type { AskCity, CityReply } from '../../contract/AskCity';
import { createFakeCity } from '../test/createFakeCity';
import { createSummaryStore } from './createSummaryStore';

const storeOn = (askCity: AskCity) => createSummaryStore(askCity, pino({ enabled: false }));

const NONE = { ids: new Set(), isFull: false, leftOut: 0 };

const { signal } = new AbortController();

const topic = { key: 'wohnen', concept: 'concept:housing', mapping: 'EXACT_MATCH' } as const;
const gera = createFakeCity('gera', [
  { type: 'staff', key: '1', topics: [topic], role: 'LED' },
  { type: 'staff', key: '2', topics: [topic], role: 'LED', visibility: 'NETWORK' },
]);

const valid = { version: '1', asOf: '2026-03-01T06:00:00Z', public: [], network: [] };
const answered = (summary: unknown): CityReply => ({ status: 'ANSWERED', data: { summary }, errors: [], tookMs: 1 });

test("a city's summary is kept, each section apart", async () => {
  const store = storeOn((_, operation) => gera.answer(operation));
  expect(store.get('gera')).toBeUndefined();
  expect(await store.refresh('gera', signal)).toBe('ANSWERED');
  expect(store.get('gera')).toEqual({
    version: '1',
    asOf: new Date('2026-03-01T06:00:00Z'),
    public: new Map([['concept:housing', { staff: 1, programmes: 0, exchanges: 0, offers: 0, needs: 0 }]]),
    network: new Map([['concept:housing', { staff: 1, programmes: 0, exchanges: 0, offers: 0, needs: 0 }]]),
    countsNeeds: true,
    named: { confirms: NONE, adapts: NONE, adaptsForMembers: NONE },
  });
});

test('a city that does not count its needs, which came with contract 1.1, says nothing of them', async () => {
  const needs = { ...count, needs: 3 };
  for (const [counts, countsNeeds, told] of [
    [[count], false, 0],
    [[{ ...count, needs: null }], false, 0],
    [[needs, { ...count, concept: 'concept:youth' }], false, 0],
    [[needs], true, 3],
  ] as const) {
    const store = storeOn(() => Promise.resolve(answered({ ...valid, public: counts })));
    expect(await store.refresh('gera', signal)).toBe('ANSWERED');
    expect(store.get('gera')).toMatchObject({ countsNeeds });
    expect(store.get('gera')?.public.get('concept:housing')?.needs).toBe(told);
  }
});

test('after a failure the summary before stays', async () => {
  const replies: CityReply[] = [
    answered(valid),
    { status: 'UNREACHABLE', message: 'It could not be reached.', tookMs: 1 },
    answered(null),
  ];
  const store = storeOn(() => Promise.resolve(replies.shift()!));
  expect(await store.refresh('gera', signal)).toBe('ANSWERED');
  expect(await store.refresh('gera', signal)).toBe('UNREACHABLE');
  expect(await store.refresh('gera', signal)).toBe('INVALID');
  expect(store.get('gera')).toMatchObject({ version: '1' });
});

const count = { concept: 'concept:housing', staff: 1, programmes: 0, exchanges: 0, offers: 0 };

test.each([
  ['nothing', undefined],
  ['no version', { ...valid, version: undefined }],
  ['an endless version', { ...valid, version: 'x'.repeat(1_000) }],
  ['a date without a time', { ...valid, asOf: '2026-03-01' }],
  ['a section that is no list', { ...valid, public: {} }],
  ['a missing section', { ...valid, network: undefined }],
  ['a negative count', { ...valid, public: [{ ...count, staff: -1 }] }],
  ['half a count', { ...valid, public: [{ ...count, staff: 0.5 }] }],
  ['a missing count', { ...valid, public: [{ ...count, exchanges: undefined }] }],
  ['a count beyond all integers', { ...valid, public: [{ ...count, offers: 2 ** 31 }] }],
  ['an id that is not that of a concept', { ...valid, public: [{ ...count, concept: 'gera:topic:1' }] }],
  ['a concept that stands there twice', { ...valid, network: [count, count] }],
])('a summary with %s is invalid', async (_, summary) => {
  const store = storeOn(() => Promise.resolve(answered(summary)));
  expect(await store.refresh('gera', signal)).toBe('INVALID');
  expect(store.get('gera')).toBeUndefined();
});

test('a city whose summary is known is asked for its version, and for counts when that is another one', async () => {
  const asked: string[] = [];
  let now = { ...valid, public: [count] };
  const store = storeOn((_, { query }) => {
    asked.push(query.includes('public') ? 'counts' : 'version');
    return Promise.resolve(answered(query.includes('public') ? now : { version: now.version, asOf: now.asOf }));
  });
  await store.refresh('gera', signal);
  now = { ...now, asOf: '2026-03-02T06:00:00Z' };
  expect(await store.refresh('gera', signal)).toBe('ANSWERED');
  expect(asked).toEqual(['counts', 'version']);
  expect(store.get('gera')).toMatchObject({ version: '1', asOf: new Date('2026-03-02T06:00:00Z') });
  expect(store.get('gera')?.public.get('concept:housing')).toMatchObject({ staff: 1 });

  now = { ...now, version: '2', asOf: '2026-03-03T06:00:00Z', public: [] };
  expect(await store.refresh('gera', signal)).toBe('ANSWERED');
  expect(asked).toEqual(['counts', 'version', 'version', 'counts']);
  expect(store.get('gera')).toMatchObject({ version: '2', asOf: new Date('2026-03-03T06:00:00Z'), public: new Map() });
});

test('a city confirms what its summary names, and nothing is known where it does not tell', async () => {
  const full = Array.from({ length: 10_000 }, (_, number) => `gera:exchange:${number}`);
  const told: Record<string, unknown> = {
    velbert: { ...valid, confirms: ['gera:exchange:1', 'gera:programme:2', 7, null, 'x'.repeat(10_000)] },
    suhl: { ...valid, confirms: full },
    // On contract 1.0.
    elmley: { ...valid, confirms: null, adapts: null },
    corwen: { ...valid, confirms: 'gera:exchange:1' },
    bad: null,
  };
  const store = storeOn((cityId) => Promise.resolve(answered(told[cityId])));
  for (const cityId of Object.keys(told)) await store.refresh(cityId, signal);

  expect(store.confirms('velbert', 'gera:exchange:1')).toBe(true);
  expect(store.confirms('velbert', 'gera:programme:2')).toBe(false);
  expect(store.confirms('velbert', 'gera:exchange:2')).toBe(false);
  expect(store.odditiesOf('velbert')).toEqual([expect.stringContaining('names 4 records of others that cannot be')]);

  expect(store.confirms('suhl', 'gera:exchange:999')).toBe(true);
  expect(store.confirms('suhl', 'gera:exchange:1000')).toBeUndefined();
  expect(store.odditiesOf('suhl')).toEqual([expect.stringContaining('names 9000 records')]);
  for (const cityId of ['elmley', 'corwen', 'bad', 'unknown']) {
    expect(store.confirms(cityId, 'gera:exchange:1')).toBeUndefined();
  }
  expect(store.get('elmley')).toEqual({
    ...valid,
    asOf: new Date(valid.asOf),
    public: new Map(),
    network: new Map(),
    countsNeeds: false,
  });

  store.correct('velbert', 'ALL');
  expect(store.confirms('velbert', 'gera:exchange:1')).toBe(true);
  store.forget('velbert');
  expect(store.confirms('velbert', 'gera:exchange:1')).toBeUndefined();
});

test('a claim is corrected once, however often it is looked at, and one that is not made any more not at all', async () => {
  const concept = 'concept:housing';
  const counts = { concept, staff: 2, programmes: 0, exchanges: 0, offers: 0 };
  const store = storeOn(() => Promise.resolve(answered({ ...valid, public: [counts] })));
  await store.refresh('gera', signal);
  const claim = { concept, counted: 'staff', count: 2, found: 0 } as const;
  for (const claims of [[claim], [claim, { ...claim, concept: 'concept:unclaimed' }]]) store.correct('gera', claims);
  expect(store.odditiesOf('gera')).toEqual([expect.stringContaining('does not find what its summary counts, 1 times')]);
});

test('a version that is malformed is invalid', async () => {
  const replies = [answered(valid), answered({ version: 7, asOf: valid.asOf })];
  const store = storeOn(() => Promise.resolve(replies.shift()!));
  await store.refresh('gera', signal);
  expect(await store.refresh('gera', signal)).toBe('INVALID');
  expect(store.get('gera')).toMatchObject({ version: '1' });
});

test('a city that left is forgotten, also when its answer comes later', async () => {
  let reply: (reply: CityReply) => void = () => undefined;
  const askCity: AskCity = () => new Promise((resolve) => (reply = resolve));
  const store = storeOn(askCity);
  const refreshed = store.refresh('gera', signal);
  store.forget('gera');
  reply(answered(valid));
  expect(await refreshed).toBe('ANSWERED');
  expect(store.get('gera')).toBeUndefined();
});

test('an answer that a later one has overtaken is not kept', async () => {
  const replies: ((reply: CityReply) => void)[] = [];
  const store = storeOn(() => new Promise((resolve) => replies.push(resolve)));
  const refreshed = [store.refresh('gera', signal), store.refresh('gera', signal)];
  replies[1]?.(answered({ ...valid, version: 'new' }));
  replies[0]?.(answered({ ...valid, version: 'old' }));
  await Promise.all(refreshed);
  expect(store.get('gera')).toMatchObject({ version: 'new' });
});

test('a city that never answers does not hold up the refresh', async () => {
  const store = storeOn(() => new Promise(() => undefined));
  expect(await store.refresh('gera', AbortSignal.timeout(20))).toBe('TIMED_OUT');
});
