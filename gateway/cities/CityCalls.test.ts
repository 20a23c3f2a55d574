import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate } from 'graphql';
import { pino } from 'pino';
import type { CityCall, CityReply, FailureStatus } from '../../subgraphs/contract/AskCity';
import { CityCalls, TRIAL, weighReply } from './CityCalls';
import type { CallLimits } from './CityCalls';
import type { CityAddress } from './transport/CityTransport';

const GERA = { id: 'gera', url: 'http://gera.example/graphql' };
const FIRST_CONTRACT = readFileSync(join(__dirname, '../../schema/city-1.0.graphql'), 'utf8');
const QUESTION = { query: '{ staffHits { total } }', variables: {} };
const trial = `gera ${TRIAL.query}`;
const questions = (count: number): string[] => new Array<string>(count).fill(`gera ${QUESTION.query}`);
const ANSWER: CityReply = { status: 'ANSWERED', data: {}, errors: [], tookMs: 1 };
const DOWN: CityReply = { status: 'UNREACHABLE', message: 'It could not be reached.', tookMs: 1 };
const LIMITS: CallLimits = { maxCalls: 100, maxCallsPerCity: 10, fairTimeMs: 1_000, resetMs: 5_000 };
/** The rest before a trial. */
const REST_MS = 3_750;

interface SetUp {
  readonly calls: CityCalls;
  /** City and operation of each call that was sent. */
  readonly sent: string[];
  readonly opened: string[];
  /** Lines of the log. */
  readonly told: string[];
  /** How cities answer now. */
  answer: (city: CityAddress, call: CityCall) => CityReply | Promise<CityReply>;
  /** How they answer the hub's own question, where that is another way. */
  answerTrial?: SetUp['answer'];
  wanted: boolean;
}

let setUps: SetUp[] = [];

function setUp(limits: Partial<CallLimits> = {}): SetUp {
  const state: SetUp = {
    sent: [],
    opened: [],
    told: [],
    answer: () => ANSWER,
    wanted: true,
    calls: new CityCalls({
      client: {
        ask: async (city, { query }, call) => {
          state.sent.push(`${city.id} ${query}`);
          return await ((query === TRIAL.query && state.answerTrial) || state.answer)(city, call);
        },
        close: () => Promise.resolve(),
      },
      limits: { ...LIMITS, ...limits },
      isWanted: () => state.wanted,
      onOpen: (cityId) => state.opened.push(cityId),
      logger: pino({}, { write: (line) => state.told.push((JSON.parse(line) as { msg: string }).msg) }),
    }),
  };
  setUps.push(state);
  return state;
}

/** Timers of these calls that wait. In a worker others wait as well, such as those of jest's reporter. */
const timers = new Set<unknown>();

beforeEach(() => {
  timers.clear();
  jest.useFakeTimers();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  jest.spyOn(globalThis, 'setTimeout').mockImplementation((run, ms) => {
    const timer = set(() => {
      timers.delete(timer);
      run();
    }, ms);
    if (/gateway.cities.\w+\.ts:/.test(new Error().stack ?? '')) timers.add(timer);
    return timer;
  });
  jest.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    timers.delete(timer);
    clear(timer);
  });
});
afterEach(async () => {
  for (const { calls } of setUps) calls.close();
  setUps = [];
  await jest.advanceTimersByTimeAsync(0);
  jest.restoreAllMocks();
  jest.useRealTimers();
  expect([...timers]).toEqual([]);
});

const call: CityCall = { signal: new AbortController().signal, remainingMs: 1_500, viewer: { anonymous: true } };

async function askTimes({ calls }: SetUp, times: number): Promise<CityReply> {
  let last: CityReply = ANSWER;
  for (let i = 0; i < times; i++) last = await calls.ask(GERA, QUESTION, call);
  return last;
}

/** A server that takes the call and never answers. */
const hang = (_: CityAddress, { signal }: CityCall): Promise<CityReply> => {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      const tookMs = Math.round(performance.now() - startedAt);
      resolve({ status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs });
    });
  });
};

describe('a city that failed five times in a row', () => {
  test('is not asked for a while, and the answer says why and until when', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    expect(await askTimes(state, 5)).toBe(DOWN);
    expect(state.opened).toEqual(['gera']);
    expect(await askTimes(state, 3)).toEqual({
      status: 'UNREACHABLE',
      message: 'It could not be reached. It failed 5 times, and is asked again in 4 s.',
      tookMs: 0,
    });
    expect(state.sent).toEqual([...questions(1), trial, ...questions(4)]);
    expect(state.calls.breakerOf(GERA)).toEqual({
      phase: 'OPEN',
      failures: 5,
      reason: 'It could not be reached.',
      triedInMs: REST_MS,
    });
  });

  test('is tried by the hub alone, without a query, and asked again once it answers', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(state.sent.at(-1)).toBe(trial);
    expect(state.calls.breakerOf(GERA)).toMatchObject({ phase: 'OPEN', failures: 6 });
    state.answer = () => ANSWER;
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(state.sent.slice(6)).toEqual([trial, trial]);
    expect(state.calls.breakerOf(GERA)).toMatchObject({ phase: 'CLOSED' });
    expect(await askTimes(state, 1)).toBe(ANSWER);
    expect(state.calls.breakerOf(GERA)).toEqual({ phase: 'CLOSED', failures: 0 });
  });

  test('is tried with one call, for which no one waits', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    state.answer = hang;
    await jest.advanceTimersByTimeAsync(REST_MS + 500);
    expect(await askTimes(state, 3)).toMatchObject({
      status: 'UNREACHABLE',
      message: 'It could not be reached. It failed 5 times, and is being tried again now.',
    });
    expect(state.calls.breakerOf(GERA)).toMatchObject({ phase: 'HALF_OPEN' });
    expect(state.sent.slice(6)).toEqual([trial]);
  });

  test('is asked again within the reset time also when a trial had just begun as it came back', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    state.answer = hang;
    await jest.advanceTimersByTimeAsync(REST_MS);
    state.answer = () => ANSWER;
    await jest.advanceTimersByTimeAsync(LIMITS.resetMs);
    expect(state.calls.breakerOf(GERA)).toMatchObject({ phase: 'CLOSED' });
  });

  test('is left alone again at its first failure after a trial that went well', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    state.answer = () => ANSWER;
    await jest.advanceTimersByTimeAsync(REST_MS);
    state.answer = () => DOWN;
    await askTimes(state, 1);
    expect(state.calls.breakerOf(GERA)).toMatchObject({ phase: 'OPEN', failures: 6 });
    expect(state.opened).toEqual(['gera', 'gera']);
  });

  test('and left the network is tried no more', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    state.wanted = false;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(state.sent).toHaveLength(6);
    expect(state.calls.breakerOf(GERA)).toEqual({ phase: 'CLOSED', failures: 0 });
    expect(jest.getTimerCount()).toBe(0);
  });

  test('at another address is a city that did not fail', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    const moved = { ...GERA, url: 'http://elsewhere.example/graphql' };
    expect(state.calls.breakerOf(moved)).toEqual({ phase: 'CLOSED', failures: 0 });
    state.answer = () => ANSWER;
    expect(await state.calls.ask(moved, QUESTION, call)).toBe(ANSWER);
    const sentBefore = state.sent.length;
    // Nothing is tried any more.
    await jest.advanceTimersByTimeAsync(60_000);
    expect(state.sent).toHaveLength(sentBefore);
  });

  test('does not keep others from being asked', async () => {
    const state = setUp();
    state.answer = ({ id }) => (id === 'gera' ? DOWN : ANSWER);
    await askTimes(state, 6);
    expect(await state.calls.ask({ id: 'velbert', url: 'http://velbert.example/' }, QUESTION, call)).toBe(ANSWER);
  });
});

test('an answer in between ends the row of failures', async () => {
  const state = setUp();
  state.answerTrial = () => DOWN;
  for (let i = 0; i < 3; i++) {
    state.answer = () => DOWN;
    await askTimes(state, 4);
    state.answer = () => ANSWER;
    await askTimes(state, 1);
  }
  expect(state.sent.filter((sent) => sent !== trial)).toHaveLength(15);
  expect(state.calls.breakerOf(GERA)).toEqual({ phase: 'CLOSED', failures: 0 });
});

describe('a city that answers the hub', () => {
  /** Each waits for as long as a query has time, as when clients ask what takes too long. */
  async function askInVain(state: SetUp, times: number): Promise<void> {
    const asked = Array.from({ length: times }, () => {
      const query = new AbortController();
      setTimeout(() => {
        query.abort();
      }, 1_500);
      return state.calls.ask(GERA, QUESTION, { ...call, signal: query.signal });
    });
    await jest.advanceTimersByTimeAsync(1_500);
    for (const reply of await Promise.all(asked)) expect(reply.status).toBe('TIMED_OUT');
  }

  test('is asked on, however many of the questions of clients it cannot answer in time', async () => {
    const state = setUp();
    state.answer = hang;
    state.answerTrial = () => ANSWER;
    for (let i = 0; i < 4; i++) await askInVain(state, 8);
    expect(state.opened).toEqual([]);
    state.answer = () => ANSWER;
    expect(await askTimes(state, 1)).toBe(ANSWER);
    expect(state.calls.breakerOf(GERA)).toEqual({ phase: 'CLOSED', failures: 0 });
  });

  test('is asked on, however often its server fails at a question', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    state.answerTrial = () => ANSWER;
    expect(await askTimes(state, 20)).toBe(DOWN);
    expect(state.opened).toEqual([]);
  });

  test('is not tried more often than once in a fair time', async () => {
    const state = setUp();
    state.answer = hang;
    state.answerTrial = () => ANSWER;
    for (let i = 0; i < 4; i++) await askInVain(state, 8);
    expect(state.sent.filter((sent) => sent === trial).length).toBeLessThanOrEqual(6);
  });
});

describe('a city that falls silent', () => {
  test('HUB-567 is in the log at the first call in vain, and once more when it answers again', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 1);
    await jest.advanceTimersByTimeAsync(0);
    expect(state.told).toEqual(['city does not answer']);
    for (let time = 0; time < 3; time += 1) {
      await jest.advanceTimersByTimeAsync(2_000);
      await askTimes(state, 1);
    }
    state.answer = () => ANSWER;
    await askTimes(state, 3);
    expect(state.told).toEqual(['city does not answer', 'city answers again']);
  });

  test('HUB-567 is told to answer again once, after it was left alone', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    state.answer = () => ANSWER;
    await jest.advanceTimersByTimeAsync(REST_MS);
    await askTimes(state, 2);
    expect(state.told).toEqual(['city does not answer', 'city left alone', 'city answers again']);
  });

  test('HUB-750 is in the log no more once it left, whatever comes of what was under way', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    await askTimes(state, 5);
    state.answerTrial = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return ANSWER;
    };
    await jest.advanceTimersByTimeAsync(REST_MS);
    state.wanted = false;
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(state.told).toEqual(['city does not answer', 'city left alone']);

    const another = setUp();
    another.answer = () => DOWN;
    another.wanted = false;
    await askTimes(another, 5);
    await jest.advanceTimersByTimeAsync(0);
    expect(another.told).toEqual([]);
  });

  test('HUB-567 is not told of where it answers the hub, and what a client asks is too dear for it', async () => {
    const state = setUp();
    state.answer = () => DOWN;
    state.answerTrial = () => ANSWER;
    await askTimes(state, 20);
    expect(state.told).toEqual([]);
  });
});

test('a city that hangs is tried while its calls still wait, so that it is left alone with the fifth of them', async () => {
  const state = setUp();
  state.answer = hang;
  const query = new AbortController();
  const asked = Array.from({ length: 5 }, () => state.calls.ask(GERA, QUESTION, { ...call, signal: query.signal }));
  await jest.advanceTimersByTimeAsync(1_499);
  expect(state.sent.filter((sent) => sent === trial)).toHaveLength(1);
  expect(state.opened).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  query.abort();
  await Promise.all(asked);
  expect(state.opened).toEqual(['gera']);
});

test('when a city that hangs is left alone, those who wait for their turn are told at once', async () => {
  const state = setUp({ maxCallsPerCity: 5 });
  state.answer = hang;
  const ask = (): Promise<CityReply> => {
    const query = new AbortController();
    setTimeout(() => {
      query.abort();
    }, 1_500);
    return state.calls.ask(GERA, QUESTION, { ...call, signal: query.signal });
  };
  const first = Array.from({ length: 5 }, ask);
  await jest.advanceTimersByTimeAsync(1_000);
  const later = Array.from({ length: 50 }, ask);
  await jest.advanceTimersByTimeAsync(500);
  // Those that failed gave their turn to a few more, before the city was known to hang.
  expect(state.sent.length).toBeLessThanOrEqual(10);
  for (const reply of await Promise.all(first)) expect(reply.status).toBe('TIMED_OUT');
  expect(await Promise.all(later.slice(5))).toEqual(
    Array(45).fill({
      status: 'UNREACHABLE',
      message: 'It did not answer in time. It failed 5 times, and is asked again in 4 s.',
      tookMs: 0,
    }),
  );
  await jest.advanceTimersByTimeAsync(1_000);
  await Promise.all(later);
});

test('clients that are impatient or go away do not have a city left alone, and do not excuse it either', async () => {
  const state = setUp();
  const give = async (remainingMs: number, abortMs: number): Promise<void> => {
    const query = new AbortController();
    setTimeout(() => {
      query.abort();
    }, abortMs);
    const asked = state.calls.ask(GERA, QUESTION, { ...call, remainingMs, signal: query.signal });
    await jest.advanceTimersByTimeAsync(abortMs);
    await asked;
  };
  state.answer = hang;
  for (let i = 0; i < 10; i++) await give(100, 100);
  for (let i = 0; i < 10; i++) await give(10_000, 1_200);
  expect(state.calls.breakerOf(GERA)).toEqual({ phase: 'CLOSED', failures: 0 });
  for (let i = 0; i < 5; i++) {
    await give(1_500, 1_500);
    await give(100, 100);
  }
  expect(state.calls.breakerOf(GERA)).toMatchObject({ phase: 'OPEN', failures: 5 });
});

test('too many calls to one city are turned away, and the others are not', async () => {
  const state = setUp({ maxCallsPerCity: 1 });
  state.answer = hang;
  const query = new AbortController();
  setMaxListeners(0, query.signal);
  const asked = Array.from({ length: 17 }, () => state.calls.ask(GERA, QUESTION, { ...call, signal: query.signal }));
  expect(await state.calls.ask(GERA, QUESTION, call)).toMatchObject({
    status: 'UNREACHABLE',
    message: 'It was not asked: too many calls to it are under way.',
  });
  state.answer = () => ANSWER;
  expect(await state.calls.ask({ id: 'velbert', url: 'http://velbert.example/' }, QUESTION, call)).toBe(ANSWER);
  query.abort();
  const replies = await Promise.all(asked);
  expect(replies.slice(1)).toEqual(
    Array(16).fill({ status: 'TIMED_OUT', message: 'It was not asked in time.', tookMs: 0 }),
  );
  expect(state.sent).toHaveLength(2);
  expect(state.calls.breakerOf(GERA)).toEqual({ phase: 'CLOSED', failures: 0 });
});

test('over all cities no more calls are under way than the bound, and a call is told of the time it has left', async () => {
  const state = setUp({ maxCalls: 3 });
  let underWay = 0;
  let most = 0;
  const times: (number | undefined)[] = [];
  state.answer = async (_, { remainingMs }) => {
    times.push(remainingMs);
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 100));
    underWay -= 1;
    return ANSWER;
  };
  const asked = Array.from({ length: 9 }, (_, i) =>
    state.calls.ask({ id: `city-${i}`, url: `http://city-${i}.example/` }, QUESTION, call),
  );
  await jest.advanceTimersByTimeAsync(300);
  expect(await Promise.all(asked)).toEqual(Array(9).fill(ANSWER));
  expect(most).toBe(3);
  expect(times).toEqual([1_500, 1_500, 1_500, 1_400, 1_400, 1_400, 1_300, 1_300, 1_300]);
});

describe('what a reply says of the city', () => {
  const FAIR = { fairTimeMs: 1_000, heldMs: 0 };
  const { signal } = new AbortController();

  const failing = (status: FailureStatus, tookMs: number): CityReply => ({ status, message: '', tookMs });
  const call = (remainingMs?: number, aborted: AbortSignal = signal): CityCall => ({
    signal: aborted,
    ...(remainingMs !== undefined && { remainingMs }),
    viewer: { anonymous: true },
  });

  test.each<[string, CityReply]>([
    ['answers', { status: 'ANSWERED', data: {}, errors: [], tookMs: 1_400 }],
    ['refuses', failing('REFUSED', 5)],
    ['breaks the contract', failing('INVALID', 5)],
  ])('a server that %s is alive', (_, reply) => {
    expect(weighReply(reply, call(1_500), FAIR)).toBe('ALIVE');
  });

  test('a city that cannot be reached failed, however little time it took', () => {
    expect(weighReply(failing('UNREACHABLE', 0), call(100), FAIR)).toBe('FAILED');
  });

  test('a hub that had no means to ask blames no city', () => {
    const reply: CityReply = { status: 'UNREACHABLE', message: '', tookMs: 0, cause: 'EMFILE' };
    expect(weighReply(reply, call(1_500), FAIR)).toBe('NONE');
  });

  test('the time in which the hub was held is none that the city had', () => {
    const late = failing('TIMED_OUT', 1_500);
    expect(weighReply(late, call(1_500), { ...FAIR, heldMs: 500 })).toBe('FAILED');
    expect(weighReply(late, call(1_500), { ...FAIR, heldMs: 501 })).toBe('NONE');
  });

  test.each([
    ['that had all the time it was given, and a fair one, failed', 1_500, 1_500, 'FAILED'],
    ['whose client was impatient is not to blame', 100, 100, 'NONE'],
    ['whose client went away early is not to blame', 1_200, 1_500, 'NONE'],
    ['that was left a fair time in which the client went away is not to blame', 5_000, 10_000, 'NONE'],
  ] as const)('a late city %s', (_, tookMs, remainingMs, evidence) => {
    expect(weighReply(failing('TIMED_OUT', tookMs), call(remainingMs), FAIR)).toBe(evidence);
  });

  test('where the time of the call is not told, its signal tells the end of time from a client that left', () => {
    const late = failing('TIMED_OUT', 2_000);
    const ended = AbortSignal.abort(new DOMException('over', 'TimeoutError'));
    expect(weighReply(late, call(undefined, ended), FAIR)).toBe('FAILED');
    expect(weighReply(late, call(undefined, AbortSignal.abort()), FAIR)).toBe('NONE');
  });
});

test('what the hub tries a city with is a question that cities of every version answer', () => {
  expect(validate(buildSubgraphSchema(parse(FIRST_CONTRACT)), parse(TRIAL.query))).toEqual([]);
});
