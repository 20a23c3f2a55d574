import type { Logger } from 'pino';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import type { CityAddresses, CityRegistry } from './CityRegistry';
import { VisitPlan } from './visiting/VisitPlan';
import { VisitQueue } from './visiting/VisitQueue';

export interface RefreshingOptions {
  readonly network: () => CityAddresses;
  readonly registry: CityRegistry;
  readonly summaries: {
    refresh(cityId: string, signal: AbortSignal): Promise<CityReply['status']>;
    forget(cityId: string): void;
  };
  /** Looks whether an admitted city that was reached says what is so. Never rejects. */
  readonly look?: (cityId: string, signal: AbortSignal) => Promise<void>;
  /** Between two visits to a city, in milliseconds: longer for one that fails, and for all where there are very many. */
  readonly intervalMs: number;
  /** For one city: its examination, then again for its summary, and again for the look at what it says. */
  readonly callTimeoutMs: number;
  readonly logger: Logger;
}

export interface Refreshing {
  /** Resolves when every city was visited, or the time for that is over, whatever came of it. Never rejects. */
  readonly firstRound: Promise<void>;
  /** Visits every city now, also those that failed. Resolves as `firstRound` does. Never rejects. */
  refresh(): Promise<void>;
  /** The network has changed: visits the cities that came or moved at once, and forgets those that left. */
  welcome(): void;
  /** A client asked a city in vain: one that fails is visited soon, since it may answer again. */
  miss(cityId: string): void;
  /** Resolves when a city that came or moved a moment ago was visited, or had the time for that. Undefined for any other. */
  arrivalOf(cityId: string): Promise<void> | undefined;
  /** Ends the visits under way; none follows. */
  stop(): Promise<void>;
}

/** How long a round is waited for, so that cities that hang cannot hold it up. What it did not reach is visited after. */
const ROUND_MS = 10_000;
const ROUND_MS_PER_CITY = 10;
/** From one look at the plan to the next, so that many cities are not looked through too often. */
const LOOK_MS = 10;
const LOOK_MS_PER_CITY = 0.01;

/**
 * Visits the cities again and again: examines those that are not admitted, and brings up to date the summaries of those
 * that are. The first round goes at full speed. From then on each city has a time of its own, so that the visits spread
 * over the interval; one that fails is visited less and less often. The timers keep no process alive.
 */
export function startRefreshing(options: RefreshingOptions): Refreshing {
  const { network, registry, summaries, intervalMs, callTimeoutMs, logger } = options;
  const plan = new VisitPlan(intervalMs);
  const queue = new VisitQueue({ visit, isFailing: (cityId) => plan.isFailing(cityId) });
  const underWay = new Set<AbortController>();
  const arrivals = new Map<string, Promise<void>>();
  let addresses: ReadonlyMap<string, string> = new Map();
  let stopped = false;
  let comparedAt = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  /** When the plan is looked at next; undefined before the first time. */
  let looksAt: number | undefined;

  async function visit(cityId: string): Promise<void> {
    // One controller and one timer for the two calls: signals that are composed cost several times as much.
    const controller = new AbortController();
    const limit = setTimeout(() => {
      controller.abort(new DOMException('The time for the visit is over.', 'TimeoutError'));
    }, callTimeoutMs);
    limit.unref();
    underWay.add(controller);
    let succeeded = false;
    try {
      let state = registry.examinedStateOf(cityId);
      // What a city lacks it may have by now.
      if (state.phase !== 'ADMITTED' || state.doubtful || state.lacking.size > 0) {
        state = await registry.examine(cityId, controller.signal);
        limit.refresh();
      }
      if (state.phase === 'ADMITTED') {
        succeeded = (await summaries.refresh(cityId, controller.signal)) === 'ANSWERED';
        if (!succeeded) registry.doubt(cityId);
        limit.refresh();
        if (succeeded) await options.look?.(cityId, controller.signal);
      }
    } catch (error) {
      logger.error({ err: error, city: cityId }, 'visiting a city failed');
    } finally {
      clearTimeout(limit);
      underWay.delete(controller);
      plan.record(cityId, succeeded, performance.now());
    }
  }

  /**
   * Newcomers come into the plan, and cities that left are forgotten. One that moved has left and come.
   *
   * @returns the newcomers
   */
  function compareWithNetwork(): readonly string[] {
    comparedAt = performance.now();
    const before = addresses;
    addresses = addressesOf(network());
    const newcomers = [...addresses].filter(([id, url]) => before.get(id) !== url).map(([cityId]) => cityId);
    const stayed = new Set(addresses.keys());
    for (const cityId of newcomers) stayed.delete(cityId);
    for (const cityId of plan.keep(stayed, comparedAt)) summaries.forget(cityId);
    if (newcomers.length > 0) plan.keep(new Set(addresses.keys()), comparedAt);
    return newcomers;
  }

  function welcome(): void {
    if (stopped) return;
    const newcomers = new Set(compareWithNetwork());
    for (const cityId of plan.takeDue(performance.now())) {
      // One that was suspended may come back with another schema.
      if (newcomers.has(cityId)) registry.doubt(cityId);
      const visited = queue.add(cityId);
      if (newcomers.has(cityId)) noteArrival(cityId, visited);
    }
  }

  function noteArrival(cityId: string, visited: Promise<void>): void {
    const arrival = endOrTimeout(visited, callTimeoutMs).then(() => {
      if (arrivals.get(cityId) === arrival) arrivals.delete(cityId);
    });
    arrivals.set(cityId, arrival);
  }

  function look(): void {
    if (stopped) return;
    try {
      if (performance.now() >= comparedAt + intervalMs) compareWithNetwork();
      for (const cityId of plan.takeDue(performance.now())) void queue.add(cityId);
    } catch (error) {
      logger.error({ err: error }, 'looking for cities to visit failed');
    }
    lookLater(Math.min(plan.nextAt, comparedAt + intervalMs));
  }

  function lookLater(time: number): void {
    const now = performance.now();
    looksAt = Math.max(time, now + LOOK_MS + LOOK_MS_PER_CITY * plan.size);
    clearTimeout(timer);
    timer = setTimeout(look, looksAt - now);
    timer.unref();
  }

  function miss(cityId: string): void {
    const now = performance.now();
    const dueAt = plan.miss(cityId, now);
    // Before the first look all cities are visited anyway.
    if (stopped || dueAt === undefined || looksAt === undefined) return;
    if (looksAt > Math.max(dueAt, now + LOOK_MS + LOOK_MS_PER_CITY * plan.size)) lookLater(dueAt);
  }

  async function runRound(): Promise<void> {
    if (stopped) return;
    try {
      compareWithNetwork();
      const visits = plan.takeAll().map((cityId) => queue.add(cityId));
      await endOrTimeout(Promise.all(visits), ROUND_MS + ROUND_MS_PER_CITY * visits.length);
    } catch (error) {
      logger.error({ err: error }, 'a round of visits failed');
    }
  }

  async function runFirstRound(): Promise<void> {
    await runRound();
    queue.hurries = false;
    plan.spread(performance.now());
    look();
  }

  return {
    firstRound: runFirstRound(),
    refresh: runRound,
    welcome,
    miss,
    arrivalOf: (cityId) => arrivals.get(cityId),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const cleared = queue.clear();
      for (const controller of underWay) controller.abort();
      await cleared;
    },
  };
}

function addressesOf({ cities }: CityAddresses): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const [cityId, { url }] of cities) if (url !== undefined) addresses.set(cityId, url);
  return addresses;
}

async function endOrTimeout(end: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
    timer.unref();
  });
  await Promise.race([end, timeout]);
  clearTimeout(timer);
}
