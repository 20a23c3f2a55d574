import type { FailedReply } from '../../subgraphs/contract/AskCity';

/** Whether the hub asks a city, as far as the city's last answers go. */
export type BreakerState =
  /** It is asked. `failures` are those since its last answer. */
  | { readonly phase: 'CLOSED'; readonly failures: number }
  /** It failed again and again and is left alone, until the hub tries it in `triedInMs` milliseconds. */
  | { readonly phase: 'OPEN'; readonly failures: number; readonly reason: string; readonly triedInMs: number }
  /** The hub tries whether it answers again; nobody else asks it. */
  | { readonly phase: 'HALF_OPEN'; readonly failures: number; readonly reason: string };

/** What came of a trial: the hub's own question to a city. */
export type TrialOutcome =
  | { readonly evidence: 'ALIVE' }
  /** The city had its time. */
  | { readonly evidence: 'FAILED'; readonly reply: FailedReply }
  /** It was given up, or the hub itself was held meanwhile. */
  | { readonly evidence: 'NONE' };

interface CityBreakerOptions {
  /** From its opening, or a trial in vain, to the next trial, in milliseconds. */
  readonly restMs: number;
  /** How long a trial in vain holds, and how long none follows while the city is asked, in milliseconds. */
  readonly fairTimeMs: number;
  /** Asks the city something small, on the hub's own account, until the signal aborts. Never rejects. */
  readonly tryCity: (signal: AbortSignal) => Promise<TrialOutcome>;
  /** Whether the city is still one that clients are answered from. When it is not, it is tried no more. */
  readonly isWanted: () => boolean;
  /** The hub's own question was in vain, too: told once, until the city answers again. */
  readonly onSilent: (reply: FailedReply) => void;
  readonly onOpen: (failures: number, reason: string, cause: string | undefined) => void;
  /** After it was silent, be it left alone by then or not. */
  readonly onAnswersAgain: () => void;
  /** Nothing is held against the city any more. */
  readonly onClear: () => void;
}

/** In a row, until the city is left alone. */
const MAX_FAILURES = 5;

/**
 * Leaves a city alone that does not answer. Two things have to come together: five calls in a row failed, and so did a
 * trial, a small question of the hub's own. For what clients ask may be so dear that a city which is well cannot answer it
 * in time; then the trial is answered, and the row of failures ends. The trial begins as soon as a call waits long, so that
 * it takes no time of its own.
 *
 * Once it is open, no call goes through. The hub goes on trying, one call at a time, until the city answers, which closes
 * it: no client's query is spent on a trial, and a city is found well again also when nobody asks. What comes next decides:
 * after one answer all is forgotten; after one failure, with a trial in vain, it is open again.
 */
export class CityBreaker {
  #phase: BreakerState['phase'] = 'CLOSED';
  /** In a row, those of trials after the opening included. */
  #failures = 0;
  #failuresToOpen = MAX_FAILURES;
  #reason = '';
  /** Of the last failure, as in `FailedReply`. */
  #cause: string | undefined;
  /** Whether the hub's own question was in vain, and nothing was answered since. */
  #isSilent = false;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #nextTrialAt = 0;
  /** The trial of a city that is asked. Times are of `performance.now()`. */
  #isTrying = false;
  #triedAt = -Infinity;
  #inVainAt = -Infinity;
  #answeredAt = -Infinity;

  constructor(private readonly options: CityBreakerOptions) {}

  get state(): BreakerState {
    const failures = this.#failures;
    const reason = this.#reason;
    switch (this.#phase) {
      case 'OPEN': {
        const triedInMs = Math.max(0, Math.ceil(this.#nextTrialAt - performance.now()));
        return { phase: 'OPEN', failures, reason, triedInMs };
      }
      case 'HALF_OPEN':
        return { phase: 'HALF_OPEN', failures, reason };
      case 'CLOSED':
        return { phase: 'CLOSED', failures };
    }
  }

  /** Whether nothing is held against the city, and nothing is being found out. */
  get isClear(): boolean {
    return this.#phase === 'CLOSED' && this.#failures === 0 && !this.#isTrying && !this.#isSilent;
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

  /** A call that was let through waits for long. */
  suspect(): void {
    if (this.#phase !== 'CLOSED' || this.#isTrying) return;
    if (performance.now() - this.#triedAt >= this.options.fairTimeMs) void this.#tryWhileAsked();
  }

  /** A call that was let through failed. What comes to its end only after the opening changes nothing. */
  failed(reply: FailedReply): void {
    if (this.#phase !== 'CLOSED') return;
    this.#count(reply);
    this.#openIfConfirmed();
    this.suspect();
  }

  /** A call that was let through was answered. One that comes after the opening was begun before it: only a trial closes. */
  answered(): void {
    if (this.#phase === 'CLOSED') this.#forget();
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

  #forget(): void {
    this.#failures = 0;
    this.#failuresToOpen = MAX_FAILURES;
    this.#inVainAt = -Infinity;
    this.#answeredAt = performance.now();
    this.#endSilence();
  }

  #endSilence(): void {
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.options.onAnswersAgain();
  }

  #openIfConfirmed(): void {
    const isConfirmed = performance.now() - this.#inVainAt < this.options.fairTimeMs;
    if (this.#failures < this.#failuresToOpen || !isConfirmed) return;
    this.#phase = 'OPEN';
    this.options.onOpen(this.#failures, this.#reason, this.#cause);
    this.#rest();
  }

  async #tryWhileAsked(): Promise<void> {
    this.#isTrying = true;
    const begunAt = performance.now();
    const outcome = await this.options.tryCity(this.#stopping.signal);
    this.#isTrying = false;
    if (this.#stopping.signal.aborted) return;
    if (outcome.evidence === 'ALIVE') this.#forget();
    // An answer that came meanwhile says more, and what was no evidence is tried again at once.
    else if (outcome.evidence === 'FAILED' && begunAt >= this.#answeredAt) {
      this.#inVainAt = performance.now();
      if (!this.#isSilent) this.options.onSilent(outcome.reply);
      this.#isSilent = true;
    }
    if (outcome.evidence !== 'NONE') this.#triedAt = performance.now();
    this.#openIfConfirmed();
    if (this.isClear) this.options.onClear();
  }

  #rest(): void {
    if (this.#stopping.signal.aborted) return;
    this.#nextTrialAt = performance.now() + this.options.restMs;
    this.#timer = setTimeout(() => void this.#tryWhileOpen(), this.options.restMs);
    this.#timer.unref();
  }

  async #tryWhileOpen(): Promise<void> {
    if (!this.options.isWanted()) {
      this.#phase = 'CLOSED';
      this.#isSilent = false;
      this.#forget();
      this.options.onClear();
      return;
    }
    this.#phase = 'HALF_OPEN';
    const outcome = await this.options.tryCity(this.#stopping.signal);
    if (outcome.evidence === 'ALIVE') {
      this.#phase = 'CLOSED';
      this.#failuresToOpen = this.#failures + 1;
      this.#inVainAt = -Infinity;
      this.#triedAt = -Infinity;
      this.#endSilence();
      return;
    }
    if (outcome.evidence === 'FAILED') this.#count(outcome.reply);
    this.#phase = 'OPEN';
    this.#rest();
  }
}
