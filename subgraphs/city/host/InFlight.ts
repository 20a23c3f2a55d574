import type { ServerResponse } from 'node:http';

/** The requests of one city. */
interface Queue {
  inFlight: number;
  /** It has just answered that it cannot. */
  isPausing: boolean;
  readonly waiting: (() => void)[];
}

/** What becomes of a request: one of both, once. */
interface Waiting {
  /** @param leftMs of its client's patience */
  readonly work: (leftMs: number) => void;
  /** To be told so, with 503. */
  readonly refuse: (message: string) => void;
}

/** Requests of one city in flight at once, as many as a hub sends. */
const MOST = 16;
/** The same while others are asked and the process is crowded, so that the databases are everybody's alike. */
const MOST_WHILE_CROWDED = 1;
/** Requests of one city that wait; what comes beyond is refused. */
const MOST_WAITING = 256;
/** If more requests than these are in flight or wait, the process is crowded, */
const CROWDED = 4;
/** if another city was asked, or answered, within this time. */
const RECENT_MS = 500;
/** Nothing waits for longer, whatever its client says: as long as a statement may take. */
const LONGEST_WAIT_MS = 10_000;
/** Of what its client waits for, so that the refusal comes in time. */
const SHARE_OF_PATIENCE = 0.9;
/** While the process is crowded, a city that cannot answer is asked again after so long: to say so costs time, too. */
const PAUSE_MS = 50;

/**
 * Bounds the requests of each city that are in flight, and those that wait for that. It bounds what a city has of the
 * databases, which often are on one server; of this process, FairTurns gives each its share.
 *
 * A city with one question at a time never waits.
 */
export class InFlight {
  readonly #queues = new Map<string, Queue>();
  /** Requests of all cities, also those that wait. */
  #requests = 0;
  /** The city that was asked or answered last, and when another one was. */
  #latest = { cityId: '', at: -Infinity };
  #otherAt = -Infinity;

  /**
   * Begins a request when there is room, and not at all when its client leaves before.
   *
   * @param response at whose end the request has ended
   * @param patienceMs how long its client waits; Infinity when nobody said
   */
  begin(cityId: string, response: ServerResponse, patienceMs: number, { work, refuse }: Waiting): void {
    this.#note(cityId);
    const queue = this.#queueOf(cityId);
    const cameAt = performance.now();
    const begin = (): void => {
      queue.inFlight += 1;
      response.once('close', () => {
        queue.inFlight -= 1;
        this.#requests -= 1;
        this.#note(cityId);
        if (response.statusCode === 503) this.#pause(queue);
        this.#serve(queue);
      });
      work(patienceMs - (performance.now() - cameAt));
    };
    if (queue.waiting.length >= MOST_WAITING) {
      refuse('Too many questions to this city wait.');
      return;
    }
    this.#requests += 1;
    if (queue.waiting.length === 0 && this.#hasRoom(queue)) {
      begin();
      return;
    }
    const leave = (): void => {
      clearTimeout(timer);
      this.#requests -= 1;
      queue.waiting.splice(queue.waiting.indexOf(next), 1);
    };
    const next = (): void => {
      clearTimeout(timer);
      response.off('close', leave);
      begin();
    };
    const timer = setTimeout(
      () => {
        response.off('close', leave);
        leave();
        refuse('This question waited for others to this city until its time was over.');
      },
      Math.min(LONGEST_WAIT_MS, SHARE_OF_PATIENCE * patienceMs),
    );
    response.once('close', leave);
    queue.waiting.push(next);
  }

  /** The city is served no more. What waits begins at once, to be told so. */
  forget(cityId: string): void {
    const waiting = this.#queues.get(cityId)?.waiting ?? [];
    this.#queues.delete(cityId);
    for (const begin of waiting.splice(0)) begin();
  }

  #queueOf(cityId: string): Queue {
    const known = this.#queues.get(cityId);
    if (known !== undefined) return known;
    const queue = { inFlight: 0, isPausing: false, waiting: [] };
    this.#queues.set(cityId, queue);
    return queue;
  }

  #pause(queue: Queue): void {
    if (queue.isPausing) return;
    queue.isPausing = true;
    setTimeout(() => {
      queue.isPausing = false;
      this.#serve(queue);
    }, PAUSE_MS).unref();
  }

  #serve(queue: Queue): void {
    while (queue.waiting.length > 0 && this.#hasRoom(queue)) queue.waiting.shift()?.();
  }

  #note(cityId: string): void {
    if (this.#latest.cityId !== cityId) this.#otherAt = this.#latest.at;
    this.#latest = { cityId, at: performance.now() };
  }

  /** Whether one more of the city's may begin, right after `#note` of it. */
  #hasRoom({ inFlight, isPausing }: Queue): boolean {
    const isCrowded = this.#requests > CROWDED && performance.now() - this.#otherAt < RECENT_MS;
    return isCrowded ? !isPausing && inFlight < MOST_WHILE_CROWDED : inFlight < MOST;
  }
}
