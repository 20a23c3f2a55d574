import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { CityCall, CityReply } from '../../subgraphs/contract/AskCity';
import { CityCalls } from './CityCalls';
import { LoopDelay } from './LoopDelay';

/** Holds the event loop, as a request does that takes much time to answer. */
function hold(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('it tells for how long the loop was held, also when that is not over', async () => {
  const delay = new LoopDelay();
  const watch = delay.watch();
  hold(300);
  const soFar = watch.heldMs();
  expect(soFar).toBeGreaterThan(200);
  await sleep(50);
  expect(watch.heldMs()).toBeGreaterThanOrEqual(soFar);
  watch.end();
});

test('what was before a watch is not counted in it', async () => {
  const delay = new LoopDelay();
  const first = delay.watch();
  hold(300);
  await sleep(30);
  const second = delay.watch();
  expect(second.heldMs()).toBeLessThan(first.heldMs() - 200);
  first.end();
  second.end();
});

/** Questions to a city that hangs, through a hub that is held in one way or another. */
function askHangingCity() {
  const opened: string[] = [];
  const hang = (_: unknown, __: unknown, { signal }: CityCall): Promise<CityReply> => {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve({ status: 'TIMED_OUT', message: '', tookMs: performance.now() - startedAt });
      });
    });
  };
  const calls = new CityCalls({
    client: { ask: hang, close: () => Promise.resolve() },
    limits: { maxCalls: 100, maxCallsPerCity: 10, fairTimeMs: 400, resetMs: 5_000 },
    isWanted: () => true,
    onOpen: (cityId) => opened.push(cityId),
    logger: pino({ level: 'silent' }),
  });
  const askFive = async (meanwhile: () => void): Promise<void> => {
    const query = new AbortController();
    const call = { signal: query.signal, remainingMs: 600, viewer: { anonymous: true } } as const;
    const city = { id: 'gera', url: 'http://gera.example/' };
    const asked = Array.from({ length: 5 }, () => calls.ask(city, { query: '{ staffHits }', variables: {} }, call));
    setTimeout(() => {
      query.abort();
    }, 600);
    await sleep(0);
    meanwhile();
    await Promise.all(asked);
  };
  return { calls, opened, askFive };
}

test('a city is not left alone for time-outs while the hub was held, and is when the hub was not', async () => {
  const { calls, opened, askFive } = askHangingCity();
  await askFive(() => {
    hold(590);
  });
  expect(opened).toEqual([]);
  // The hub is on a busy machine, perhaps, and then it takes some more of them.
  for (let times = 0; opened.length === 0 && times < 10; times += 1) await askFive(() => undefined);
  expect(opened).toEqual(['gera']);
  calls.close();
});

test('a hub that is held for short times all the while finds out a city that hangs', async () => {
  const { calls, opened, askFive } = askHangingCity();
  const busy = setInterval(() => {
    hold(60);
  }, 80);
  for (let times = 0; opened.length === 0 && times < 10; times += 1) await askFive(() => undefined);
  clearInterval(busy);
  expect(opened).toEqual(['gera']);
  calls.close();
});
