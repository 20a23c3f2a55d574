import { changeCall } from '../../subgraphs/contract/AskCity';
import type { AskCity, CityCall, CityReply } from '../../subgraphs/contract/AskCity';
import { onAbort } from '../../subgraphs/search/ask/signals';

/** Of a city's answers, how many say whether it is slow. */
const RECENT = 5;
/** An answer that takes longer is slow, in milliseconds; and longer than so many times what is usual among the cities. */
const SLOW_MS = 500;
const SLOW_TIMES = 8;
/** How long a slow city is waited for: the longest of these, the last of them being a share of the time that there is. */
const SHORT_MS = 250;
const SHORT_TIMES = 4;
const SHORT_SHARE = 1 / 8;
/** What the latest answer counts for in what a city takes as a rule. */
const WEIGHT_OF_LATEST = 0.2;
/** How long what is usual among the cities holds, in milliseconds. */
const USUAL_HOLDS_MS = 1_000;

/** What the answers of one city took, in milliseconds. */
interface Habit {
  /** Of the last answers, the latest at the end. */
  readonly recent: number[];
  /** On the average, of late. */
  typicalMs: number;
}

/**
 * How fast cities answer searches, so that one that is slow does not set the time of everybody's.
 *
 * A city is slow when each of its last five answers took more than half a second, and more than eight times what the cities
 * take as a rule (the median of their averages). A search waits for it for a quarter of a second, or four times what is the
 * rule, or an eighth of its time, whichever is longest. The first answer that comes within that ends it: so a city that only
 * got dear questions, or was slow for a while, loses nothing.
 */
export class CityPaces {
  readonly #habits = new Map<string, Habit>();
  #usual = { ms: 0, until: -Infinity };

  /** A city was asked for hits. That it gave nothing within a time that is not long says nothing. */
  observe(cityId: string, { status, tookMs }: CityReply): void {
    if (status === 'UNREACHABLE' || (status === 'TIMED_OUT' && tookMs <= this.#slowMs())) return;
    const habit = this.#habits.get(cityId) ?? { recent: [], typicalMs: tookMs };
    this.#habits.set(cityId, habit);
    habit.typicalMs += (tookMs - habit.typicalMs) * WEIGHT_OF_LATEST;
    habit.recent.push(tookMs);
    if (habit.recent.length > RECENT) habit.recent.shift();
  }

  /** For how long a search waits for a city, of the time that it has. Undefined for all of it. */
  waitFor(cityId: string, remainingMs: number): number | undefined {
    if (this.#fastestOfSlow(cityId) === undefined) return undefined;
    const waitMs = this.#shortMs(remainingMs);
    return waitMs < remainingMs ? waitMs : undefined;
  }

  isSlow(cityId: string): boolean {
    return this.#fastestOfSlow(cityId) !== undefined;
  }

  /** That a city is slow, in a sentence. Undefined for one that is not. */
  describe(cityId: string): string | undefined {
    const fastest = this.#fastestOfSlow(cityId);
    if (fastest === undefined) return undefined;
    const usual = Math.round(this.#usualMs());
    return `It is slow: its last ${RECENT} answers took ${Math.round(fastest)} ms or more, where ${usual} ms is usual, and searches do not wait for that.`;
  }

  forget(cityId: string): void {
    this.#habits.delete(cityId);
  }

  /** What the fastest of its last answers took, when each of them was slow. */
  #fastestOfSlow(cityId: string): number | undefined {
    const { recent = [] } = this.#habits.get(cityId) ?? {};
    if (recent.length < RECENT) return undefined;
    const fastest = Math.min(...recent);
    return fastest > this.#slowMs() ? fastest : undefined;
  }

  #slowMs(): number {
    return Math.max(SLOW_MS, SLOW_TIMES * this.#usualMs());
  }

  #shortMs(remainingMs: number): number {
    return Math.floor(Math.max(SHORT_MS, SHORT_TIMES * this.#usualMs(), SHORT_SHARE * remainingMs));
  }

  /** The median, of two the smaller one. */
  #usualMs(): number {
    const now = performance.now();
    if (now >= this.#usual.until) {
      const typical = [...this.#habits.values()].map(({ typicalMs }) => typicalMs).sort((a, b) => a - b);
      this.#usual = { ms: typical[(typical.length - 1) >> 1] ?? 0, until: now + USUAL_HOLDS_MS };
    }
    return this.#usual.ms;
  }
}

/**
 * Asks cities for hits, and waits for one that is slow for a shorter time than for the others, unless the call waits for
 * every city. What each takes is noted.
 */
export function waitByPace(askCity: AskCity, paces: CityPaces): AskCity {
  return async (cityId, operation, call) => {
    const waitMs = call.needsAnswer ? undefined : paces.waitFor(cityId, call.remainingMs ?? Infinity);
    const reply = await (waitMs === undefined
      ? askCity(cityId, operation, call)
      : askShortly((shorter) => askCity(cityId, operation, shorter), call, waitMs));
    paces.observe(cityId, reply);
    if (waitMs === undefined || reply.status !== 'TIMED_OUT') return reply;
    return { ...reply, message: paces.describe(cityId) ?? reply.message };
  };
}

async function askShortly(
  ask: (call: CityCall) => Promise<CityReply>,
  call: CityCall,
  waitMs: number,
): Promise<CityReply> {
  const controller = new AbortController();
  const end = (): void => {
    controller.abort(call.signal.reason);
  };
  if (call.signal.aborted) end();
  const stopListening = onAbort(call.signal, end);
  const timer = setTimeout(end, waitMs);
  try {
    return await ask(changeCall(call, { signal: controller.signal, remainingMs: waitMs }));
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
