import type { Logger } from 'pino';
import { changeCall } from '../../subgraphs/contract/AskCity';
import type { CityCall, CityOperation, CityReply, FailedReply } from '../../subgraphs/contract/AskCity';
import { CallSlots } from './CallSlots';
import type { SlotOutcome } from './CallSlots';
import { CityBreaker } from './CityBreaker';
import type { BreakerState, TrialOutcome } from './CityBreaker';
import type { CityClient } from './createCityClient';
import type { CityAddress } from './transport/CityTransport';
import { LoopDelay } from './LoopDelay';
import type { Watch } from './LoopDelay';

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

interface CityCallsOptions {
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
/** Cities whose guards stay when they are idle: to make one for each call takes longer than to keep it. */
const MOST_IDLE = 1_000;
/**
 * Small, and yet it reaches a city's data, as a search does: what a city offers on a concept that there is not. Its summary
 * would be counted anew each time, which takes a large city longer than many a search.
 */
export const TRIAL: CityOperation = {
  query: `{
    offerHits(concepts: [{ terms: [{ concept: "concept:no-concept", weight: 1 }] }], day: "2026-01-01", first: 1) {
      total
      hits { id }
    }
  }`,
  variables: {},
};
/** Of the fair time, what a call waits before the hub tries the city itself. */
const SHARE_BEFORE_TRIAL = 1 / 4;
/** Of the fair time, what a trial has to have had; the rest is for what it waits at the hub. */
const SHARE_OF_TRIAL = 3 / 4;
/** Fair times that a trial takes at most, however long the hub is held. */
const LONGEST_TRIAL = 3;

const ASKED: BreakerState = { phase: 'CLOSED', failures: 0 };

/** What is kept of a city. */
interface Guard {
  readonly city: CityAddress;
  readonly slots: CallSlots;
  /** Since a call to the city failed or waited for long; until nothing is held against it. */
  breaker?: CityBreaker;
}

/**
 * The calls to cities that were admitted, within bounds: a city that is slow or dead costs neither the other cities nor
 * the hub. A call waits for its turn out of its own time. Of very many cities nothing is kept of one that is not being
 * asked and answered last time.
 */
export class CityCalls {
  readonly #guards = new Map<string, Guard>();
  readonly #overall: CallSlots;
  readonly #trials = new CallSlots(MAX_TRIALS, Infinity);
  readonly #delay = new LoopDelay();
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
    const {
      client,
      limits: { fairTimeMs },
    } = this.options;
    const timer = setTimeout(() => {
      if (!this.#closed) this.#breakerOf(guard).suspect();
    }, fairTimeMs * SHARE_BEFORE_TRIAL);
    timer.unref();
    const reply = await client.ask(guard.city, operation, call);
    clearTimeout(timer);
    // For how long the hub itself was held, only the trial takes into account, without which no city is left alone. A busy
    // hub would otherwise never find out one that hangs: the short times for which it is held come to much in a long call.
    const evidence = this.#closed ? 'NONE' : weighReply(reply, call, { fairTimeMs, heldMs: 0 });
    if (evidence === 'FAILED') this.#breakerOf(guard).failed(reply as FailedReply);
    else if (evidence === 'ALIVE') guard.breaker?.answered();
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
    if (this.#guards.size <= MOST_IDLE || !guard.slots.idle || (guard.breaker && !guard.breaker.isClear)) return;
    if (this.#guards.get(guard.city.id) === guard) this.#guards.delete(guard.city.id);
  }

  #breakerOf(guard: Guard): CityBreaker {
    guard.breaker ??= this.#createBreaker(guard);
    return guard.breaker;
  }

  #createBreaker(guard: Guard): CityBreaker {
    const { city, slots } = guard;
    const { limits, logger } = this.options;
    // What is under way when a city leaves, moves or is kept out ends later, and concerns nobody any more.
    const isWanted = (): boolean => this.options.isWanted(city);
    return new CityBreaker({
      // The next trial is to have ended within the reset time, whatever became of the one before.
      restMs: Math.max(limits.resetMs / 2, limits.resetMs * 0.95 - limits.fairTimeMs),
      fairTimeMs: limits.fairTimeMs,
      tryCity: (signal) => this.#tryCity(guard, signal),
      isWanted,
      onSilent: ({ message, cause }) => {
        if (isWanted()) logger.warn({ city: city.id, reason: message, cause }, 'city does not answer');
      },
      onOpen: (failures, reason, cause) => {
        if (isWanted()) logger.warn({ city: city.id, failures, reason, cause }, 'city left alone');
        slots.dismiss();
        this.options.onOpen(city.id);
      },
      onAnswersAgain: () => {
        if (isWanted()) logger.info({ city: city.id }, 'city answers again');
      },
      onClear: () => {
        this.#tidy(guard);
      },
    });
  }

  async #tryCity({ city, breaker }: Guard, signal: AbortSignal): Promise<TrialOutcome> {
    // One that is asked has a call under way, and so its trials are bounded; those that are left alone may be very many.
    const isLeftAlone = breaker?.state.phase === 'HALF_OPEN';
    if (isLeftAlone && (await this.#trials.take(signal)) !== 'TAKEN') return { evidence: 'NONE' };
    const fairTimeMs = this.options.limits.fairTimeMs * SHARE_OF_TRIAL;
    const trial = this.#startTrial(signal);
    try {
      const reply = await this.options.client.ask(city, TRIAL, trial.call);
      const evidence = weighReply(reply, trial.call, { fairTimeMs, heldMs: trial.heldMs() });
      return evidence === 'FAILED' ? { evidence, reply: reply as FailedReply } : { evidence };
    } finally {
      trial.end();
      if (isLeftAlone) this.#trials.release();
    }
  }

  /** A call with the fair time, and with more of it when the hub itself is held meanwhile. */
  #startTrial(signal: AbortSignal): Pick<Watch, 'heldMs'> & { readonly call: CityCall; end(): void } {
    const { fairTimeMs } = this.options.limits;
    const startedAt = performance.now();
    const watch = this.#delay.watch();
    const time = new AbortController();
    const end = (): void => {
      time.abort();
    };
    const endWhenFair = (): void => {
      const elapsedMs = performance.now() - startedAt;
      const missingMs = fairTimeMs * SHARE_OF_TRIAL - (elapsedMs - watch.heldMs());
      if (missingMs <= 0 || elapsedMs >= fairTimeMs * LONGEST_TRIAL) end();
      else timer = setTimeout(endWhenFair, Math.ceil(missingMs));
    };
    let timer = setTimeout(endWhenFair, fairTimeMs);
    signal.addEventListener('abort', end, { once: true });
    return {
      call: { signal: time.signal, remainingMs: fairTimeMs, viewer: { anonymous: true } },
      heldMs: () => watch.heldMs(),
      end: () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        watch.end();
      },
    };
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
  return changeCall(call, {
    remainingMs: Math.max(0, Math.floor(call.remainingMs - (performance.now() - askedAt))),
  });
}

/** What a reply says of the city's server. */
type Evidence = 'ALIVE' | 'FAILED' | 'NONE';

/** Of the time that a call is given, what may pass before it is under way. */
const SHARE_BEFORE = 0.1;

/**
 * Causes on the hub's own side: this process or this machine is short of something (files, ports, memory), or the relay is
 * gone.
 */
const OWN_CAUSES = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM', 'RELAY_UNREACHABLE']);

interface Fairness {
  /** How long a city has to have had to answer, in milliseconds. */
  readonly fairTimeMs: number;
  /** For how long of the call the hub itself was held, so that it would not have read an answer. */
  readonly heldMs: number;
}

/**
 * Whether a reply speaks for or against asking the city on.
 *
 * A server that answers is alive, also when it refuses or breaks the contract: that costs no one any time, and admission
 * judges it. `UNREACHABLE` is a failure of the city, unless the hub had no means to ask. So is `TIMED_OUT`, but only when
 * the city had `fairTimeMs` to answer, not counting the time in which the hub was held, and used up the time that it was
 * given. It says nothing when the client was impatient, went away, or left little time.
 *
 * @param reply `tookMs` from the sending of the call
 * @param call as it was sent
 */
export function weighReply(reply: CityReply, call: CityCall, { fairTimeMs, heldMs }: Fairness): Evidence {
  switch (reply.status) {
    case 'ANSWERED':
    case 'REFUSED':
    case 'INVALID':
      return 'ALIVE';
    case 'UNREACHABLE':
      return OWN_CAUSES.has(reply.cause ?? '') ? 'NONE' : 'FAILED';
    case 'TIMED_OUT':
      return reply.tookMs - heldMs >= fairTimeMs && usedUpItsTime(reply, call) ? 'FAILED' : 'NONE';
  }
}

/** A call that ends before its time was given up by whoever waited for it. */
function usedUpItsTime({ tookMs }: CityReply, { signal, remainingMs }: CityCall): boolean {
  if (remainingMs !== undefined) return tookMs >= remainingMs * (1 - SHARE_BEFORE);
  return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
}
