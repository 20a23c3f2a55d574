import { circuitBreaker, CircuitState, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import type { IBreaker } from 'cockatiel';
import type { CityReply, FailedReply } from '../../subgraphs/search/AskCity';
import type { BreakerState } from './BreakerState';

export interface CityBreakerOptions {
  /** From its opening, or a trial in vain, to the next trial, in milliseconds. */
  readonly restMs: number;
  /** Asks the city something small, on the hub's own account, until the signal aborts. Never rejects. */
  readonly tryCity: (signal: AbortSignal) => Promise<CityReply>;
  /** Whether the city is still one that clients are answered from. When it is not, it is tried no more. */
  readonly isWanted: () => boolean;
  readonly onOpen: (failures: number, reason: string, cause: string | undefined) => void;
  /** After a trial that the city answered. */
  readonly onClose: () => void;
  readonly onLapse: () => void;
}

/** In a row, until the city is left alone. */
const MAX_FAILURES = 5;

type Outcome = 'ANSWERED' | 'FAILED';

/**
 * Leaves a city alone that failed again and again. After five failures in a row it opens, and no call goes through. Then
 * the hub itself tries the city, with one call at a time, until it answers, which closes it: no client's query is spent
 * on a trial, and a city is found well again also when nobody asks. What comes next decides: after one answer all is
 * forgotten; after one failure it is open again, for the trial may have been easier than what clients ask.
 *
 * The calls do not run within cockatiel's policy. That takes all that is no failure for a success, also a call that its
 * client gave up, and lets those who come during a trial wait for it. It is told of failures, and runs the trials. At an
 * answer while it is closed, the breaker is simply dropped.
 */
export class CityBreaker {
  readonly #policy = circuitBreaker(
    handleWhenResult((outcome) => outcome === 'FAILED'),
    // The timer says when to try: cockatiel goes by the wall clock, which may be set.
    { breaker: new FailuresInARow(), halfOpenAfter: 0 },
  );
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #nextTrialAt = 0;
  /** Since it opened. */
  #trials = 0;
  #failures = 0;
  #reason = '';
  /** Of the last failure, as in `FailedReply`. */
  #cause: string | undefined;

  constructor(private readonly options: CityBreakerOptions) {
    this.#policy.onBreak(() => {
      if (this.#trials === 0) this.options.onOpen(this.#failures, this.#reason, this.#cause);
      this.#rest();
    });
    this.#policy.onReset(() => {
      this.#trials = 0;
      this.options.onClose();
    });
  }

  get state(): BreakerState {
    const failures = this.#failures;
    const reason = this.#reason;
    switch (this.#policy.state) {
      case CircuitState.Open: {
        const triedInMs = Math.max(0, Math.ceil(this.#nextTrialAt - performance.now()));
        return { phase: 'OPEN', failures, reason, triedInMs };
      }
      case CircuitState.HalfOpen:
        return { phase: 'HALF_OPEN', failures, reason };
      default:
        return { phase: 'CLOSED', failures };
    }
  }

  /** How a call is answered while the city is left alone; undefined lets it through. */
  refuse(): FailedReply | undefined {
    const { state } = this;
    if (state.phase === 'CLOSED') return undefined;
    const next =
      state.phase === 'OPEN'
        ? `is asked again in ${Math.max(1, Math.ceil(state.triedInMs / 1_000))} s`
        : 'is being tried again now';
    return {
      status: 'UNREACHABLE',
      message: `${state.reason} It failed ${state.failures} times, and ${next}.`,
      tookMs: 0,
    };
  }

  /** A call that was let through failed. What comes to its end only after the opening changes nothing. */
  async failed(reply: FailedReply): Promise<void> {
    if (this.#policy.state !== CircuitState.Closed) return;
    this.#count(reply);
    await this.#policy.execute((): Outcome => 'FAILED');
  }

  /** Ends the trial under way; none follows. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopping.abort();
  }

  #count({ message, cause }: FailedReply): void {
    this.#failures += 1;
    this.#reason = message;
    this.#cause = cause;
  }

  #rest(): void {
    if (this.#stopping.signal.aborted) return;
    this.#nextTrialAt = performance.now() + this.options.restMs;
    this.#timer = setTimeout(() => void this.#try(), this.options.restMs);
    this.#timer.unref();
  }

  async #try(): Promise<void> {
    if (!this.options.isWanted()) {
      this.options.onLapse();
      return;
    }
    try {
      await this.#policy.execute(async (): Promise<Outcome> => {
        this.#trials += 1;
        const reply = await this.options.tryCity(this.#stopping.signal);
        if (reply.status !== 'UNREACHABLE' && reply.status !== 'TIMED_OUT') return 'ANSWERED';
        this.#count(reply);
        return 'FAILED';
      });
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      // The wall clock was set back: cockatiel finds it too early.
      this.#rest();
    }
  }
}

/** Of answers only those to a trial are told to it. */
class FailuresInARow implements IBreaker {
  state = 0;

  success(): void {
    this.state = MAX_FAILURES - 1;
  }

  failure(): boolean {
    this.state += 1;
    return this.state >= MAX_FAILURES;
  }
}
