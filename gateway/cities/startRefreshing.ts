import type { Logger } from 'pino';
import type { CityReply } from '../../subgraphs/search/AskCity';
import type { CityAddresses, CityRegistry } from './CityRegistry';

export interface RefreshingOptions {
  readonly network: () => CityAddresses;
  readonly registry: CityRegistry;
  readonly summaries: {
    refresh(cityId: string, signal: AbortSignal): Promise<CityReply['status']>;
    forget(cityId: string): void;
  };
  /** From the end of one round to the beginning of the next, in milliseconds. */
  readonly intervalMs: number;
  /** For one city: its examination, and then again for its summary. */
  readonly callTimeoutMs: number;
  readonly logger: Logger;
}

export interface Refreshing {
  /** Resolves when the first round has ended, whatever came of it. Never rejects. */
  readonly firstRound: Promise<void>;
  /** Runs a round that begins now, or after the one under way. Never rejects. */
  refresh(): Promise<void>;
  /** Ends the round under way; none follows. */
  stop(): Promise<void>;
}

/** Cities visited at once. */
const CONCURRENCY = 32;
/** A round ends after this many milliseconds; the cities that it did not reach come first in the next. */
const ROUND_MS = 10_000;

/**
 * Visits the cities again and again: examines those that are not admitted, and fetches the summaries of those that are.
 * The timer keeps no process alive.
 */
export function startRefreshing(options: RefreshingOptions): Refreshing {
  const { network, registry, summaries, logger } = options;
  const stopping = new AbortController();
  const lastVisits = new Map<string, number>();
  let visits = 0;
  let timer: NodeJS.Timeout | undefined;
  let lastRound = Promise.resolve();

  async function visit(cityId: string, roundSignal: AbortSignal): Promise<void> {
    lastVisits.set(cityId, ++visits);
    const timeLimit = (): AbortSignal => AbortSignal.any([roundSignal, AbortSignal.timeout(options.callTimeoutMs)]);
    try {
      let state = registry.stateOf(cityId);
      if (state.phase !== 'ADMITTED' || state.doubtful) state = await registry.examine(cityId, timeLimit());
      if (state.phase !== 'ADMITTED') return;
      const status = await summaries.refresh(cityId, timeLimit());
      if (status !== 'ANSWERED') registry.doubt(cityId);
    } catch (error) {
      logger.error({ err: error, city: cityId }, 'visiting a city failed');
    }
  }

  async function runRound(): Promise<void> {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    const roundSignal = AbortSignal.any([stopping.signal, AbortSignal.timeout(ROUND_MS)]);
    const connected = [...network().cities].filter(([, { url }]) => url !== undefined).map(([cityId]) => cityId);
    for (const cityId of [...lastVisits.keys()].filter((known) => !registry.isConnected(known))) {
      lastVisits.delete(cityId);
      summaries.forget(cityId);
    }
    const queue = connected.sort((a, b) => (lastVisits.get(a) ?? 0) - (lastVisits.get(b) ?? 0));
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined && !roundSignal.aborted; next = queue.shift()) {
        await visit(next, roundSignal);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    schedule();
  }

  function schedule(): void {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), options.intervalMs);
    timer.unref();
  }

  function refresh(): Promise<void> {
    lastRound = lastRound.then(runRound).catch((error: unknown) => {
      logger.error({ err: error }, 'a round of visits failed');
      schedule();
    });
    return lastRound;
  }

  return {
    firstRound: refresh(),
    refresh,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await lastRound;
    },
  };
}
