/** What one city has had of the event loop, and what waits for it. */
interface Flow {
  /** When its next turn begins in virtual time, which is in milliseconds. */
  start: number;
  readonly waiting: (() => void)[];
}

/**
 * Divides the event loop between cities by start-time fair queueing (Goyal, Vin and Cheng, 1996). What a request does from
 * one wait to the next is a burst, and takes a turn. Next comes the city whose start is the least; what its burst takes is
 * added to that, and a city that comes back from having nothing to do starts where the others are. So of N busy cities each
 * has an Nth of the time, whatever its questions cost; one that is asked little comes next; and nobody waits while nothing
 * runs.
 *
 * Nothing interrupts a burst: beyond its share, a city waits for the one that runs.
 */
export class FairTurns {
  readonly #flows = new Map<string, Flow>();
  /** Those for which somebody waits. */
  readonly #backlogged = new Set<Flow>();
  /** Whose turn it is, and since when. */
  #turn: { readonly flow: Flow; readonly since: number } | undefined;
  #isScheduled = false;
  /** The start of the latest turn; of all that has ended, when nobody waits. */
  #virtualTime = 0;
  #latestEnd = 0;

  /** @param now tells the time in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Resolves when it is the city's turn: for all that follows without waiting for anything. */
  take(cityId: string): Promise<void> {
    return new Promise((resolve) => {
      const flow = this.#flowOf(cityId);
      flow.waiting.push(resolve);
      if (this.#backlogged.has(flow)) return;
      if (flow !== this.#turn?.flow) flow.start = Math.max(flow.start, this.#virtualTime);
      this.#backlogged.add(flow);
      this.#schedule();
    });
  }

  /** The city is served no more. What waits gets its turn. */
  forget(cityId: string): void {
    this.#flows.delete(cityId);
  }

  #flowOf(cityId: string): Flow {
    const known = this.#flows.get(cityId);
    if (known !== undefined) return known;
    const flow = { start: this.#virtualTime, waiting: [] };
    this.#flows.set(cityId, flow);
    return flow;
  }

  /**
   * One turn for each round of the event loop, so that who comes meanwhile is seen. Between two immediates of one round come
   * promises and ticks, which are the burst, and nothing else.
   */
  #schedule(): void {
    if (this.#isScheduled || this.#backlogged.size === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#begin();
    });
    setImmediate(() => {
      this.#end();
    });
  }

  #begin(): void {
    let flow: Flow | undefined;
    // Of those that are alike, who came last: the others always want one.
    for (const one of this.#backlogged) if (flow === undefined || one.start <= flow.start) flow = one;
    if (flow === undefined) return;
    const resolve = flow.waiting.shift();
    if (flow.waiting.length === 0) this.#backlogged.delete(flow);
    this.#virtualTime = flow.start;
    this.#turn = { flow, since: this.now() };
    resolve?.();
  }

  #end(): void {
    if (this.#turn !== undefined) {
      const { flow, since } = this.#turn;
      flow.start += this.now() - since;
      this.#latestEnd = Math.max(this.#latestEnd, flow.start);
      this.#turn = undefined;
    }
    this.#isScheduled = false;
    // What somebody had while there was enough is not held against it.
    if (this.#backlogged.size === 0) this.#virtualTime = this.#latestEnd;
    this.#schedule();
  }
}
