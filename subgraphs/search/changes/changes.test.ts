import fc from 'fast-check';
import type { AskCity, CityReply } from '../../contract/AskCity';
import type { ChangeKind } from '../../contract/changes';
import { createFakeCity } from '../test/createFakeCity';
import { createFakeNetwork } from '../test/createFakeNetwork';
import type { Loose } from '../test/createFakeNetwork';
import { changes } from './changes';
import type { ChangeList, ChangesArguments } from './changes';
import { readProgress } from './Progress';

const START = Date.parse('2026-03-01T12:00:00Z');
const NAMES = ['gera', 'jena', 'suhl'];

interface State {
  readonly at: number;
  /** Since when it is there; undefined for one that is gone. */
  readonly since: number | undefined;
}

/** A city that publishes, as the contract has it, with a clock of its own. */
class ModelCity {
  readonly records = new Map<string, State>();
  isDown = false;
  #last = 0;
  #underWay: { readonly at: number; readonly ids: readonly string[] } | undefined;

  constructor(
    readonly id: string,
    private readonly now: () => number,
    private readonly ahead = 0,
  ) {}

  /** Takes a time, and shows nothing yet. A record that is there goes or changes, one that is not comes. */
  begin(ids: readonly string[]): void {
    if (this.#underWay !== undefined) return;
    this.#underWay = { at: Math.max(this.now() + this.ahead, this.#last + 1), ids };
  }

  commit(): void {
    if (this.#underWay === undefined) return;
    const { at, ids } = this.#underWay;
    for (const [index, key] of ids.entries()) {
      const id = `${this.id}:programme:${key}`;
      const since = this.records.get(id)?.since;
      this.records.set(id, { at, since: since === undefined ? at : index % 2 === 0 ? undefined : since });
    }
    this.#last = at;
    this.#underWay = undefined;
  }

  answer({ since, after, first }: Loose): unknown {
    // A city knows no ids but its own.
    if (after.id !== undefined && !after.id.startsWith(`${this.id}:`)) throw new Error(`${after.id} is none of mine`);
    const [from, begin] = [Date.parse(after.at), Date.parse(since)];
    const found = [...this.records]
      .map(([id, state]) => ({ id, ...state }))
      .filter(({ at, id }) => at > from || (at === from && after.id !== undefined && id > after.id))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .slice(0, first);
    const kindOf = (of: number | undefined): ChangeKind =>
      of === undefined ? 'REMOVED' : of > begin ? 'ADDED' : 'CHANGED';
    return {
      changes: found.map(({ id, at, since: of }) => ({ id, kind: kindOf(of), at: new Date(at).toISOString() })),
      until: new Date(this.#underWay ? this.#last : Math.max(this.#last, this.now() + this.ahead - 1)).toISOString(),
    };
  }
}

const answered = (data: Readonly<Record<string, unknown>>, errors: Loose[] = []): CityReply => ({
  ...{ status: 'ANSWERED', data, errors, tookMs: 1 },
});

const network = createFakeNetwork({ cities: NAMES.map((id) => createFakeCity(id, [])) });

function setUp(now: () => number, askCity: AskCity) {
  const dependencies = { ...network.dependencies, askCity, now: () => new Date(now()) };
  return (args: ChangesArguments): Promise<ChangeList> => changes(args, network.createContext(), dependencies);
}

const asking =
  (cities: readonly ModelCity[]): AskCity =>
  (cityId, { variables }) => {
    const city = cities.find(({ id }) => id === cityId)!;
    return Promise.resolve(
      city.isDown
        ? { status: 'UNREACHABLE', message: 'It could not be reached.', tookMs: 1 }
        : answered({ recordChanges: city.answer(variables) }),
    );
  };

const cityAt = fc.integer({ min: 0, max: NAMES.length - 1 });
const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('publish'), city: cityAt, keys }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('begin'), city: cityAt, keys }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('commit'), city: cityAt }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('wait'), ms: fc.integer({ min: 0, max: 60_000 }) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('read'), first: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('fail or come back'), city: cityAt }) },
) as fc.Arbitrary<{ does: string; city: number; keys: string[]; ms: number; first: number }>;

test('who reads on has what the cities show, told once, whatever they publish, whichever of them is down or late', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.tuple(...NAMES.map(() => fc.integer({ min: -90_000, max: 20_000 }))),
      async (steps, ahead) => {
        let time = START;
        const cities = NAMES.map((id, index) => new ModelCity(id, () => time, ahead[index]));
        const ask = setUp(() => time, asking(cities));
        const copy = new Map<string, number>();
        const told = new Set<string>();
        // A city whose clock is behind says of what it does now that it was earlier.
        let since = new Date(START - 90_001).toISOString();
        const read = async (first: number): Promise<boolean> => {
          const { nodes, until, hasMore } = await ask({ since, first });
          expect(nodes.length).toBeLessThanOrEqual(first);
          for (const { recordId: id, kind, at } of nodes) {
            const what = `${id} ${at}`;
            expect(told).not.toContain(what);
            told.add(what);
            if (kind === 'CHANGED') expect([...copy.keys()]).toContain(id);
            if (kind === 'REMOVED') copy.delete(id);
            else copy.set(id, Date.parse(at));
          }
          since = until;
          return hasMore;
        };
        for (const { does, city, keys: ids, ms, first } of steps) {
          if (does === 'wait') time += ms;
          else if (does === 'read') await read(first);
          else if (does === 'fail or come back') cities[city]!.isDown = !cities[city]!.isDown;
          else {
            if (does !== 'commit') cities[city]!.begin(ids);
            if (does !== 'begin') cities[city]!.commit();
          }
        }
        for (const city of cities) {
          city.commit();
          city.isDown = false;
        }
        time += 300_000;
        while (await read(3)) time += 1;
        const shown = cities.flatMap(({ records }) =>
          [...records].flatMap(([id, { at, since: of }]) => (of === undefined ? [] : [[id, at] as const])),
        );
        expect([...copy].sort()).toEqual(shown.sort());
        // All but those whose clock is far behind are read up to the same moment again.
        const { place, others } = readProgress(since)!;
        expect(place).toEqual({ at: time - 30_000, id: null, from: null });
        expect([...others.keys()].sort()).toEqual(NAMES.filter((_, index) => ahead[index]! <= -30_000));
      },
    ),
    { numRuns: 150 },
  );
});

/** A city that publishes one programme now, and two that answer as told. */
async function askAmong(answer: () => CityReply, args: Partial<ChangesArguments> = {}): Promise<ChangeList> {
  let time = START;
  const gera = new ModelCity('gera', () => time);
  gera.begin(['plan']);
  gera.commit();
  time += 60_000;
  const askCity: AskCity = (cityId, operation, call) =>
    cityId === 'gera' ? asking([gera])(cityId, operation, call) : Promise.resolve(answer());
  return setUp(() => time, askCity)({ since: '2026-03-01T11:00:00Z', ...args });
}

const until = '2026-03-01T12:00:30Z';
const at = '2026-03-01T12:00:00Z';
const saying = (list: readonly unknown[], rest = {}) => answered({ recordChanges: { changes: list, until, ...rest } });

test('a record is led to, unless it is gone, and each city is told of', async () => {
  const found = await askAmong(() => saying([]));
  expect(found).toMatchObject({
    nodes: [
      {
        ...{ recordId: 'gera:programme:plan', kind: 'ADDED', at: '2026-03-01T12:00:00.000Z', city: { id: 'gera' } },
        node: { __typename: 'Programme', id: 'gera:programme:plan' },
      },
    ],
    ...{ hasMore: false, until: '2026-03-01T12:00:30.000Z' },
    coverage: { asked: 3, answered: 3, notAsked: 0, complete: true, withheld: null },
  });
});

test('by concept, cities are asked for the narrower ones too, and those whose contract lacks that are named', async () => {
  const asked: unknown[] = [];
  const answers = await setUp(
    () => START,
    (cityId, { query, variables }) => {
      asked.push((variables['concepts'] as Loose[]).map(({ terms }) => terms.map((term: Loose) => term.concept)));
      expect(query).toContain('concepts: $concepts');
      const lacking = { message: 'It serves an earlier version.', extensions: { code: 'LACKING' } };
      return Promise.resolve(cityId === 'gera' ? answered({}, [lacking]) : saying([], { until: at }));
    },
  )({ since: '2026-03-01T11:00:00Z', concepts: ['concept:youth', 'concept:mobility'] });
  expect(asked).toEqual(NAMES.map(() => [['concept:youth', 'concept:mobility', 'concept:youth-work']]));
  expect(answers.coverage).toMatchObject({ answered: 2, cities: [{ status: 'REFUSED' }, {}, {}] });
});

test('by text, a city is asked for what the text names, for words that name nothing, and not at all where it names another', async () => {
  const asked: unknown[] = [];
  const ask = setUp(
    () => START,
    (cityId, { query, variables: { concepts, text: words } }) => {
      const named = (concepts as Loose[] | undefined)?.map(({ terms }) => terms.map((term: Loose) => term.concept));
      asked.push([cityId, named, words]);
      const lacking = { message: 'It serves an earlier version.', extensions: { code: 'LACKING' } };
      expect(query.includes('text: $text')).toBe(words !== undefined);
      return Promise.resolve(cityId === 'gera' ? answered({}, [lacking]) : saying([], { until: at }));
    },
  );
  const args = { since: '2026-03-01T11:00:00Z' };
  const found = await ask({ ...args, text: 'youth', concepts: ['concept:mobility'] });
  expect(asked).toEqual(
    NAMES.map((id) => [id, [['concept:mobility'], ['concept:youth', 'concept:youth-work']], undefined]),
  );
  expect(found.understood).toMatchObject([{ kind: 'CONCEPT', concept: { id: 'concept:youth' } }]);
  asked.length = 0;
  const { coverage, understood } = await ask({ ...args, text: 'xylophones' });
  expect(asked).toEqual(NAMES.map((id) => [id, undefined, 'xylophones']));
  expect(understood).toMatchObject([{ kind: 'WORD', text: 'xylophones' }]);
  expect(coverage).toMatchObject({ answered: 2, complete: false, cities: [{ status: 'REFUSED' }, {}, {}] });
  await expect(ask({ ...args, text: 'x'.repeat(501) })).rejects.toMatchObject({ extensions: { argument: 'text' } });
});

test.each([[['concept:unheard-of']], [['housing']], [new Array(101).fill('concept:youth')]])(
  'concepts that cannot be meant are refused by name',
  async (concepts) => {
    await expect(askAmong(() => saying([]), { concepts })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'concepts' },
    });
  },
);

test('only the cities of the filter are asked, for the kinds that are wanted', async () => {
  const asked: unknown[] = [];
  const ask = setUp(
    () => START,
    (cityId, { variables }) => {
      asked.push([cityId, variables['kinds'], variables['first']]);
      return Promise.resolve(saying([], { until: at }));
    },
  );
  const args = { since: '2026-03-01T11:00:00+01:00', kinds: ['NEED', 'OFFER', 'NEED'] as const, first: 7 };
  const { coverage } = await ask({ ...args, filter: { cities: ['jena'] } });
  expect(asked).toEqual([['jena', ['NEED', 'OFFER'], 8]]);
  expect(coverage.asked).toBe(1);
});

const lying: readonly [string, () => CityReply, string][] = [
  ['no list', () => answered({ recordChanges: null }), 'INVALID'],
  ['no moment', () => saying([], { until: 'now' }), 'INVALID'],
  ['what another city owns', () => saying([{ id: 'gera:programme:1', kind: 'ADDED', at }]), 'INVALID'],
  ['what was not asked for', () => saying([{ id: 'jena:need:1', kind: 'ADDED', at }]), 'INVALID'],
  ['what can be no change', () => saying([{ id: 'jena:programme:1', kind: 'MOVED', at }]), 'INVALID'],
  [
    'what was told before',
    () => saying([{ id: 'jena:programme:1', kind: 'ADDED', at: '2026-03-01T11:00:00Z' }]),
    'INVALID',
  ],
  [
    'what is later than it says',
    () => saying([{ id: 'jena:programme:1', kind: 'ADDED', at: '2026-03-02T00:00:00Z' }]),
    'INVALID',
  ],
  [
    'another order',
    () => saying(['2', '1'].map((key) => ({ id: `jena:programme:${key}`, kind: 'ADDED', at }))),
    'INVALID',
  ],
  [
    'a record twice',
    () =>
      saying([
        { id: 'jena:programme:1', kind: 'ADDED', at },
        { id: 'jena:programme:1', kind: 'CHANGED', at: '2026-03-01T12:00:01Z' },
      ]),
    'INVALID',
  ],
  [
    'more than was asked for',
    () => saying(Array.from({ length: 52 }, (_, key) => ({ id: `jena:programme:${1000 + key}`, kind: 'ADDED', at }))),
    'INVALID',
  ],
  ['an error', () => answered({ recordChanges: null }, [{ message: 'down' }]), 'INVALID'],
  [
    'that it lacks this',
    () =>
      answered({ recordChanges: null }, [
        { message: 'It serves an earlier version.', extensions: { code: 'LACKING' } },
      ]),
    'REFUSED',
  ],
  ['that it is too long ago', () => answered({}, [{ message: '', extensions: { code: 'BAD_USER_INPUT' } }]), 'REFUSED'],
  ['nothing in time', () => ({ status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs: 1 }), 'TIMED_OUT'],
];

test.each(lying)('a city that answers with %s is named, and asked for the same again', async (_, answer, status) => {
  const {
    nodes,
    until: next,
    coverage,
  } = await askAmong(() => answer(), {
    kinds: ['PROGRAMME'],
    filter: { cities: ['gera', 'jena'] },
  });
  expect(nodes.map(({ recordId }) => recordId)).toEqual(['gera:programme:plan']);
  expect(coverage).toMatchObject({ asked: 2, answered: 1, complete: false });
  expect(coverage.cities[1]).toMatchObject({ city: { id: 'jena' }, status, hits: null });
  expect(coverage.cities[1]?.message).toEqual(expect.any(String));
  expect(readProgress(next)?.others).toEqual(
    new Map([['jena', { at: Date.parse('2026-03-01T11:00:00Z'), id: null, from: null }]]),
  );
});

test('when no city answers, it is as it was', async () => {
  const ask = setUp(
    () => START,
    () => Promise.resolve({ status: 'UNREACHABLE', message: '', tookMs: 1 }),
  );
  expect((await ask({ since: '2026-03-01T11:00:00Z' })).until).toBe('2026-03-01T11:00:00.000Z');
});

test('a city that was not heard for longer than cities know is named, and not asked', async () => {
  const asked: string[] = [];
  let time = START;
  const ask = setUp(
    () => time,
    (cityId) => {
      asked.push(cityId);
      return Promise.resolve(
        cityId === 'jena' ? lying.at(-1)![1]() : saying([], { until: new Date(time).toISOString() }),
      );
    },
  );
  let since = new Date(START - 60_000).toISOString();
  for (let day = 0; day <= 91; day += 13) {
    time = START + day * 86_400_000;
    since = (await ask({ since })).until;
  }
  asked.length = 0;
  const { coverage } = await ask({ since });
  expect(asked).toEqual(['gera', 'suhl']);
  expect(coverage.cities[1]).toMatchObject({ city: { id: 'jena' }, status: 'REFUSED' });
  expect(coverage.cities[1]?.message).toMatch(/read its records anew/);
});

test.each([
  ['rubbish', /must be a moment such as/],
  ['', /must be a moment such as/],
  ['2026-03-01', /must be a moment such as/],
  ['2025-11-01T12:00:00Z', /the last 90 days, since cities do not know longer what is gone/],
  ['2026-03-01T12:07:00Z', /must be a moment that was/],
])('since %j is refused', async (since, message) => {
  await expect(askAmong(() => saying([]), { since })).rejects.toMatchObject({
    message: expect.stringMatching(message),
    extensions: { code: 'BAD_USER_INPUT', argument: 'since' },
  });
});
