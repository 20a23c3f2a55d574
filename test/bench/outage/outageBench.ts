import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseHubConfig } from '../../../gateway/config';
import type { Bench } from '../Bench';
import { figure, ratio, toRow, quantile, describeTimes } from '../figures';
import { mix } from '../scale/cities/inventCity';
import type { Found, Outage } from './openOutage';
import { CITIES, openOutage } from './openOutage';

/** What the hub runs with. */
const { timeoutMs, breakerResetMs } = parseHubConfig({});
/** Searches begun at once when the city begins to hang: more than the hub needs to leave it alone. */
const BURST = 10;
/** Between two looks at whether the city is back. */
const LOOK_MS = 20;

/**
 * One of 20 cities hangs: what that costs before the hub leaves it alone, after that beside a hub for which all is well,
 * and how long it takes until the city is back.
 */
export const outageBench: Bench = {
  name: 'outage',
  async run(options, tell) {
    const { quick, seed } = options;
    const rounds = quick ? 1 : 5;
    const searches = quick ? 100 : 200;
    const healthy: number[][] = [];
    const hanging: number[][] = [];
    const alone: number[][] = [];
    const recovery: number[] = [];
    tell('starting');
    const outage = await openOutage(options);
    const { searchFrail } = outage;
    try {
      // Round 0 is not counted: what is measured are hubs that have run for a while, in all of this.
      for (let round = 0; round <= rounds; round++) {
        tell(`round ${round} of ${rounds}: all is well`);
        await takeTurns(outage, searches, 'ANSWERED');

        tell(`round ${round} of ${rounds}: one city hangs`);
        await outage.hang(true);
        const late = await Promise.all(Array.from({ length: BURST }, searchFrail));
        check(late, 'TIMED_OUT');

        tell(`round ${round} of ${rounds}: it is left alone`);
        const turns = await takeTurns(outage, searches, 'UNREACHABLE');

        tell(`round ${round} of ${rounds}: it comes back`);
        // At any time between two trials of the hub.
        await sleep(mix(seed, round, 0) % breakerResetMs);
        await outage.hang(false);
        const backAfter = await timeUntilBack(outage);

        if (round === 0) continue;
        hanging.push(late.map(({ microseconds }) => microseconds));
        healthy.push(turns.sound);
        alone.push(turns.frail);
        recovery.push(backAfter);
      }
    } finally {
      tell('ending');
      await outage.close();
    }

    const medians = (times: readonly (readonly number[])[]) => times.map((round) => quantile(round, 0.5));
    const inMs = (microseconds: number) => microseconds / 1000;
    const late = figure(
      `p99 while a city hangs, of a deadline of ${timeoutMs} ms`,
      'ms',
      [inMs(quantile(hanging.flat(), 0.99))],
      { promise: { atMost: timeoutMs + 100 } },
    );
    const against = ratio('p50 after it was left alone, against healthy', medians(alone), medians(healthy), {
      promise: { atMost: 1.1 },
    });
    const back = figure('the longest from its recovery until it answers searches', 'ms', [Math.max(...recovery)], {
      promise: { atMost: breakerResetMs },
    });
    const common = { cities: CITIES, matching: CITIES };
    return {
      rows: [
        { target: 'all cities answer', ...common, ...describeTimes(healthy.flat()) },
        { target: 'one city hangs', ...common, ...describeTimes(hanging.flat()), timeoutMs, limit: toRow(late) },
        { target: 'the city is left alone', ...common, ...describeTimes(alone.flat()), ratio: toRow(against) },
        { target: 'the city is back', ...common, resetMs: breakerResetMs, limit: toRow(back) },
      ],
      figures: [
        figure('p50 while all cities answer', 'ms', medians(healthy).map(inMs)),
        late,
        figure('p50 after it was left alone', 'ms', medians(alone).map(inMs)),
        against,
        figure('from its recovery until it answers searches', 'ms', recovery),
        back,
      ],
    };
  },
};

/** One search after the other, now by the one hub and now by the other. */
async function takeTurns({ searchFrail, searchSound }: Outage, searches: number, frailIs: string) {
  const frail: Found[] = [];
  const sound: Found[] = [];
  while (frail.length < searches) {
    frail.push(await searchFrail());
    sound.push(await searchSound(), await searchSound());
    frail.push(await searchFrail());
  }
  check(frail, frailIs);
  check(sound, 'ANSWERED');
  const timesOf = (found: readonly Found[]) => found.map(({ microseconds }) => microseconds);
  return { frail: timesOf(frail), sound: timesOf(sound) };
}

/** Whether the answers say of the city that hangs or not what they have to. */
function check(found: readonly Found[], expected: string): void {
  for (const { status, message } of found) {
    const explained =
      expected !== 'UNREACHABLE' || /^It did not answer in time\. It failed \d+ times/.test(message ?? '');
    if (status !== expected || !explained) {
      throw new Error(`The city is ${expected}, but the hub says that it is ${status}: ${message ?? ''}`);
    }
  }
}

/** In milliseconds. */
async function timeUntilBack({ searchFrail }: Outage): Promise<number> {
  const startedAt = performance.now();
  while ((await searchFrail()).status !== 'ANSWERED') await sleep(LOOK_MS);
  return performance.now() - startedAt;
}
