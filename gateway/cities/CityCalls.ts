import type { Logger } from 'pino';
import type { CityCall, CityOperation, CityReply, FailedReply } from '../../subgraphs/search/AskCity';
import type { BreakerState } from './BreakerState';
import { CallSlots } from './CallSlots';
import type { SlotOutcome } from './CallSlots';
import { CityBreaker } from './CityBreaker';
import type { CityAddress, CityClient } from './createCityClient';
import { weighReply } from './weighReply';

/** Bounds on the calls to cities. Times are in milliseconds. */
export interface CallLimits {
  /** Under way at once over all cities, for queries and summaries; examinations and trials are few, and come on top. */
  readonly maxCalls: number;
  /** Under way at once to one city. */
  readonly maxCallsPerCity: number;
  /** A city that had so long and did not answer failed; less says nothing. */
  readonly fairTimeMs: number;
  /**
   * A city that is left alone and is well again is asked again within this time. It has to be twice the fair time at
   * least, for a trial in vain takes that long.
   */
  readonly resetMs: number;
}

export interface CityCallsOptions {
  readonly client: CityClient;
  readonly limits: CallLimits;
  /** Whether clients are answered from this city, at this address. */
  readonly isWanted: (city: CityAddress) => boolean;
  /** The city failed again and again: it may come back as another. */
  readonly onOpen: (cityId: string) => void;
  readonly logger: Logger;
}

/** So many may wait for each call that may be under way. How long they wait is bounded by their own time. */
const WAITING_PER_CALL = 16;
/** Cities that are tried at once, so that trials are not the hub's main work when very many fail. */
const MAX_TRIALS = 32;
/** Small, and yet it reaches a city's data. */
const TRIAL: CityOperation = { query: '{ summary { version } }', variables: {} };

const ASKED: BreakerState = { phase: 'CLOSED', failures: 0 };

/** What is kept of a city. */
interface Guard {
  readonly city: CityAddress;
  readonly slots: CallSlots;
  /** Since the city's first failure after its last answer. */
  breaker?: CityBreaker;
}

/**
 * The calls to cities that were admitted, within bounds: a city that is slow or dead costs neither the other cities nor
 * the hub. A call waits for its turn out of its own time. Nothing is kept of a city that is not being asked and answered
 * last time.
 */
export class CityCalls {
  readonly #guards = new Map<string, Guard>();
  readonly #overall: CallSlots;
  readonly #trials = new CallSlots(MAX_TRIALS, Infinity);
  #closed = false;

  constructor(private readonly options: CityCallsOptions) {
    const { maxCalls } = options.limits;
    this.#overall = new CallSlots(maxCalls, maxCalls * WAITING_PER_CALL);
  }

  /** Never rejects. A call that finds no turn is answered `UNREACHABLE`, or `TIMED_OUT` when its time ended before. */
  async ask(city: CityAddress, operation: CityOperation, call: CityCall): Promise<CityReply> {
    const askedAt = performance.now();
    const guard = this.#guardOf(city);
    const refused = guard.breaker?.refuse();
    if (refused) return refused;

    const turn = await guard.slots.take(call.signal);
    if (turn !== 'TAKEN') return guard.breaker?.refuse() ?? hadNoTurn(turn, 'to it', askedAt);
    try {
      const turnOverall = await this.#overall.take(call.signal);
      if (turnOverall !== 'TAKEN') return guard.breaker?.refuse() ?? hadNoTurn(turnOverall, 'to cities', askedAt);
      try {
        return guard.breaker?.refuse() ?? (await this.#send(guard, operation, shorten(call, askedAt)));
      } finally {
        this.#overall.release();
      }
    } finally {
      guard.slots.release();
      this.#tidy(guard);
    }
  }

  breakerOf({ id, url }: CityAddress): BreakerState {
    const guard = this.#guards.get(id);
    return (guard?.city.url === url && guard.breaker?.state) || ASKED;
  }

  /** Ends the trials. What is under way ends with the client. */
  close(): void {
    this.#closed = true;
    for (const { breaker } of this.#guards.values()) breaker?.stop();
  }

  async #send(guard: Guard, operation: CityOperation, call: CityCall): Promise<CityReply> {
    const { client, limits } = this.options;
    const reply = await client.ask(guard.city, operation, call);
    const evidence = this.#closed ? 'NONE' : weighReply(reply, call, limits.fairTimeMs);
    if (evidence === 'FAILED') {
      guard.breaker ??= this.#createBreaker(guard);
      await guard.breaker.failed(reply as FailedReply);
    } else if (evidence === 'ALIVE' && guard.breaker?.state.phase === 'CLOSED') {
      // An answer that comes after the opening was begun before it: only a trial closes.
      delete guard.breaker;
    }
    return reply;
  }

  #guardOf(city: CityAddress): Guard {
    const known = this.#guards.get(city.id);
    if (known?.city.url === city.url) return known;
    known?.breaker?.stop();
    const { maxCallsPerCity } = this.options.limits;
    const guard = { city, slots: new CallSlots(maxCallsPerCity, maxCallsPerCity * WAITING_PER_CALL) };
    this.#guards.set(city.id, guard);
    return guard;
  }

  #tidy(guard: Guard): void {
    if (guard.breaker || !guard.slots.idle) return;
    if (this.#guards.get(guard.city.id) === guard) this.#guards.delete(guard.city.id);
  }

  #createBreaker(guard: Guard): CityBreaker {
    const { city, slots } = guard;
    const { limits, logger } = this.options;
    return new CityBreaker({
      // The next trial is to have ended within the reset time, whatever became of the one before.
      restMs: Math.max(limits.resetMs / 2, limits.resetMs * 0.95 - limits.fairTimeMs),
      tryCity: (signal) => this.#tryCity(city, signal),
      isWanted: () => this.options.isWanted(city),
      onOpen: (failures, reason, cause) => {
        logger.warn({ city: city.id, failures, reason, cause }, 'city left alone');
        slots.dismiss();
        this.options.onOpen(city.id);
      },
      onClose: () => {
        logger.info({ city: city.id }, 'city answers again');
      },
      onLapse: () => {
        delete guard.breaker;
        this.#tidy(guard);
      },
    });
  }

  async #tryCity(city: CityAddress, signal: AbortSignal): Promise<CityReply> {
    await this.#trials.take(signal);
    const { client, limits } = this.options;
    const time = new AbortController();
    const end = (): void => {
      time.abort();
    };
    const timer = setTimeout(end, limits.fairTimeMs);
    signal.addEventListener('abort', end, { once: true });
    try {
      return await client.ask(city, TRIAL, {
        signal: time.signal,
        remainingMs: limits.fairTimeMs,
        viewer: { anonymous: true },
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      this.#trials.release();
    }
  }
}

function hadNoTurn(outcome: Exclude<SlotOutcome, 'TAKEN'>, whereto: string, askedAt: number): FailedReply {
  const tookMs = Math.round(performance.now() - askedAt);
  return outcome === 'ABORTED'
    ? { status: 'TIMED_OUT', message: 'It was not asked in time.', tookMs }
    : { status: 'UNREACHABLE', message: `It was not asked: too many calls ${whereto} are under way.`, tookMs };
}

/** The call with what is left of its time. */
function shorten(call: CityCall, askedAt: number): CityCall {
  if (call.remainingMs === undefined) return call;
  return { ...call, remainingMs: Math.max(0, Math.floor(call.remainingMs - (performance.now() - askedAt))) };
}
