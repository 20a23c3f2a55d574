import type { ServerResponse } from 'node:http';

/** What one city has used of the process's time. */
interface Account {
  /** Time for which requests were under way beyond the city's share, in milliseconds. */
  debtMs: number;
  /** When that was reckoned. */
  at: number;
  /** When it was asked last. */
  askedAt: number;
  underWay: number;
  readonly waiting: (() => void)[];
}

/** Requests of one city under way at once, as many as a hub sends. */
const MOST_UNDER_WAY = 16;
const MOST_WHILE_CROWDED = 2;
/** Requests of one city that wait; what comes beyond is refused. */
const MOST_WAITING = 256;
/** Of a second, what a city's requests may take in all while the process is crowded. */
const SHARE = 0.2;
/** More debt than this is forgiven, so that who was asked much is not kept waiting when that is over. */
const MOST_DEBT_MS = 300;
/** If more requests than these are under way or wait, the process is crowded, */
const CROWDED = 4;
/** if several cities were asked within this time. */
const RECENT_MS = 500;
const INTERVAL_MS = 20;

/**
 * Divides the time of the process between its cities. As long as there is enough, everybody is served at once. While it is
 * crowded, a city that had more than its share waits, and the others go before it: who is hammered slows itself.
 *
 * A city with one question at a time never waits.
 *
 * What a request costs is taken to be how long it was under way. That is more than what it took of the processor, alike
 * for all.
 */
export class FairTime {
  readonly #accounts = new Map<string, Account>();
  #timer: NodeJS.Timeout | undefined;
  #isCrowded = false;

  start(): void {
    this.#timer = setInterval(() => {
      this.#look();
    }, INTERVAL_MS).unref();
  }

  /** From now on everybody is served at once, also those that wait: nobody looks any more whose turn it is. */
  stop(): void {
    clearInterval(this.#timer);
    this.#isCrowded = false;
    for (const account of this.#accounts.values()) this.#serve(account);
  }

  /**
   * Begins a request when it is the city's turn, and not at all when its client leaves before.
   *
   * @param response at whose end the request has ended
   * @returns false when too many wait: then it is to be refused
   */
  begin(cityId: string, response: ServerResponse, work: () => void): boolean {
    const account = this.#accountOf(cityId);
    account.askedAt = performance.now();
    const begin = (): void => {
      const start = performance.now();
      account.underWay += 1;
      response.once('close', () => {
        const now = performance.now();
        this.#settle(account, now);
        account.debtMs = Math.min(MOST_DEBT_MS, account.debtMs + now - start);
        account.underWay -= 1;
        this.#serve(account);
      });
      work();
    };
    // One question after the other keeps nobody from anything, also beside a city that is hammered, or whose database hangs.
    const isAlone = account.underWay === 0;
    if (account.waiting.length === 0 && (isAlone || this.#mayBegin(account))) {
      begin();
      return true;
    }
    if (account.waiting.length >= MOST_WAITING) return false;
    const leave = (): void => {
      account.waiting.splice(account.waiting.indexOf(next), 1);
    };
    const next = (): void => {
      response.off('close', leave);
      begin();
    };
    response.once('close', leave);
    account.waiting.push(next);
    return true;
  }

  /** The city is served no more. What waits for its turn begins at once: nobody looks any more when it comes. */
  forget(cityId: string): void {
    const waiting = this.#accounts.get(cityId)?.waiting ?? [];
    this.#accounts.delete(cityId);
    for (const begin of waiting.splice(0)) begin();
  }

  #accountOf(cityId: string): Account {
    const known = this.#accounts.get(cityId);
    if (known !== undefined) return known;
    const account = { debtMs: 0, at: performance.now(), askedAt: 0, underWay: 0, waiting: [] };
    this.#accounts.set(cityId, account);
    return account;
  }

  #settle(account: Account, now: number): void {
    account.debtMs = Math.max(0, account.debtMs - (now - account.at) * SHARE);
    account.at = now;
  }

  #mayBegin(account: Account): boolean {
    if (!this.#isCrowded) return account.underWay < MOST_UNDER_WAY;
    this.#settle(account, performance.now());
    return account.debtMs === 0 && account.underWay < MOST_WHILE_CROWDED;
  }

  #serve(account: Account): void {
    while (account.waiting.length > 0 && this.#mayBegin(account)) account.waiting.shift()?.();
  }

  #look(): void {
    const now = performance.now();
    let cities = 0;
    let requests = 0;
    for (const { askedAt, underWay, waiting } of this.#accounts.values()) {
      const mine = underWay + waiting.length;
      if (mine > 0 || now - askedAt < RECENT_MS) cities += 1;
      requests += mine;
    }
    this.#isCrowded = cities > 1 && requests > CROWDED;
    for (const account of this.#accounts.values()) this.#serve(account);
  }
}
