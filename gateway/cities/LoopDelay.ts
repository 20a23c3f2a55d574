/** From one look at the clock to the next, in milliseconds. */
const TICK_MS = 20;
/** What a tick may be late without anything having waited: timers count in whole milliseconds. */
const TOLERANCE_MS = 2;

/** For how long the event loop was held since the watch began, in milliseconds. */
export interface Watch {
  heldMs(): number;
  end(): void;
}

/**
 * For how long the event loop was held while somebody watched: what came in during that time, such as a city's answer, was
 * not read. A timer that comes late tells it. It runs only while somebody watches, and keeps no process alive.
 */
export class LoopDelay {
  #watchers = 0;
  /** Since this object was made, over all watches. */
  #heldMs = 0;
  #dueAt = 0;
  #timer: NodeJS.Timeout | undefined;

  watch(): Watch {
    if (this.#watchers === 0) this.#start();
    this.#watchers += 1;
    const heldBefore = this.#heldUntilNow();
    return {
      heldMs: () => this.#heldUntilNow() - heldBefore,
      end: () => {
        this.#watchers -= 1;
        if (this.#watchers === 0) clearInterval(this.#timer);
      },
    };
  }

  #start(): void {
    this.#dueAt = performance.now() + TICK_MS;
    this.#timer = setInterval(() => {
      this.#heldMs += this.#lateMs();
      this.#dueAt = performance.now() + TICK_MS;
    }, TICK_MS);
    this.#timer.unref();
  }

  /** Also what is not over yet. */
  #heldUntilNow(): number {
    return this.#heldMs + this.#lateMs();
  }

  #lateMs(): number {
    const lateMs = performance.now() - this.#dueAt;
    return lateMs > TOLERANCE_MS ? lateMs : 0;
  }
}
