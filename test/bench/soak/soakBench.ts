import { setTimeout as sleep } from 'node:timers/promises';
import { WrongAnswerError, searchBody } from '../../faults/hub/search';
import type { Bench } from '../Bench';
import { createPost } from '../createPost';
import { untilOk } from '../../until';
import { figure, toRow, quantile } from '../figures';
import { disturb } from './Disturbance';
import type { Soak } from './openSoak';
import { CITIES, openSoak } from './openSoak';
import { Witness } from './Witness';

const FULL_MS = 300_000;
const QUICK_MS = 20_000;
/** Searches begin so far apart, in each of so many clients. */
const PAUSE_MS = 25;
const CLIENTS = 4;
/** Before the first look at the memory: all code was run by then, with failures and changes. */
const WARM_UP_MS = 20_000;
/** What is under way has ended, and the connections and timers of a query are gone. */
const CALM_MS = 3_000;
/** Of what went wrong, enough to see what it was. */
const MAX_TOLD = 5;

/** What became of the searches. */
interface Tally {
  readonly microseconds: number[];
  complete: number;
  /** Of a city that is well, too slow. */
  late: number;
  readonly wrong: string[];
  readonly failed: string[];
}

/**
 * Steady load while a city fails every 10 seconds, each in another way, and the registry changes every 5 seconds. Every
 * answer is held against what the cities have and how they stand.
 */
export const soakBench: Bench = {
  name: 'soak',
  async run(options, tell) {
    const durationMs = options.quick ? QUICK_MS : FULL_MS;
    tell('starting');
    const soak = await openSoak(options);
    try {
      const exits: unknown[] = [];
      void soak.hub.exit.then((exit) => exits.push(exit));
      await untilOk(`${soak.hub.url}/health/ready`);
      const witness = new Witness(soak.cityIds, soak.hitsOf, {
        // The breaker, or a visit after a back-off of a round or two, and a query's time.
        recoveryMs: 30_000,
        registryMs: 4_000,
        failureMs: 2_500,
      });

      const warmedUp = options.quick ? 1_000 : WARM_UP_MS;
      tell(`warming up for ${warmedUp / 1000} s`);
      const warm = await search(soak, witness, warmedUp, options.signal);
      await sleep(CALM_MS);
      const heapBefore = await soak.hub.heapUsed();

      tell(`${durationMs / 1000} s of load`);
      const load = await search(soak, witness, durationMs, options.signal);
      await sleep(CALM_MS);
      const restarts = exits.length;
      const heapAfter = restarts > 0 ? Infinity : await soak.hub.heapUsed();

      const wrong = [...warm.wrong, ...load.wrong];
      const failed = [...warm.failed, ...load.failed];
      for (const what of [...wrong, ...failed].slice(0, MAX_TOLD)) process.stderr.write(`${what}\n`);
      const none = { promise: { atMost: 0 } };
      const wrongAnswers = figure('wrong answers', '', [wrong.length], none);
      const failedRequests = figure('failed requests', '', [failed.length], none);
      const ended = figure('restarts of the hub', '', [restarts], none);
      const heap = figure('heap after garbage collection, against before', 'x', [heapAfter / heapBefore], {
        promise: { atMost: 1.2 },
      });
      const p99 = quantile(load.microseconds, 0.99);
      return {
        rows: [
          {
            target: 'hub',
            cities: CITIES,
            seconds: durationMs / 1000,
            requests: load.microseconds.length,
            complete: load.complete,
            late: load.late,
            wrong: wrong.length,
            failed: failed.length,
            restarts,
            heapBeforeBytes: heapBefore,
            heapAfterBytes: heapAfter,
            p50Us: quantile(load.microseconds, 0.5),
            p99Us: p99,
            failures: load.failures,
            registryChanges: load.registryChanges,
            limits: [wrongAnswers, failedRequests, ended, heap].map(toRow),
          },
        ],
        figures: [
          figure('searches', '', [load.microseconds.length]),
          figure('of which complete', '', [load.complete]),
          figure('without a city that is well and was too slow', '', [load.late]),
          wrongAnswers,
          failedRequests,
          ended,
          figure('heap before', 'MB', [heapBefore / 1e6]),
          figure('heap after', 'MB', [heapAfter / 1e6]),
          heap,
          figure('p50', 'ms', [quantile(load.microseconds, 0.5) / 1000]),
          figure('p99', 'ms', [p99 / 1000]),
        ],
      };
    } finally {
      tell('ending');
      await soak.close();
    }
  },
};

/** Searches for so long, while the network is disturbed. */
async function search(soak: Soak, witness: Witness, durationMs: number, signal: AbortSignal) {
  const tally: Tally = { microseconds: [], complete: 0, late: 0, wrong: [], failed: [] };
  const client = createPost(`${soak.hub.url}/graphql`, CLIENTS);
  let ended = false;
  async function run(): Promise<void> {
    while (!ended && !signal.aborted) {
      const askedAt = performance.now();
      try {
        const text = await client.post(searchBody());
        tally.microseconds.push((performance.now() - askedAt) * 1000);
        const { failed, brokenOff, late } = witness.check(text, askedAt);
        if (failed.size + brokenOff.size === 0) tally.complete++;
        if (late.length > 0) tally.late++;
      } catch (error) {
        (error instanceof WrongAnswerError ? tally.wrong : tally.failed).push(String(error));
      }
      await sleep(PAUSE_MS);
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, () => run()));
  try {
    const disturbed = await disturb(soak, witness, durationMs, signal);
    return { ...tally, ...disturbed };
  } finally {
    ended = true;
    await clients;
    await client.close();
  }
}
