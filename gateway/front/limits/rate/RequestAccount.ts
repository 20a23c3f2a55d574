import type { Account, Excess } from '../../../../subgraphs/search/cost/Account';
import { MINUTE_MS } from './createLocalCount';
import type { Standing } from './createLocalCount';

/** Takes points from whoever sent the request. */
type TakeOwn = (points: number) => Promise<Standing>;

/** What one HTTP request may still cost, and how its requester stands. */
export class RequestAccount implements Account {
  #standing: Standing | undefined;
  #excess: Excess | undefined;
  #lastExcess: Excess | undefined;
  /** Points that were paid and not yet used: whoever asks pays one at once, for which a small request is answered. */
  #paidAhead = 0;

  /** @param onCharge is told of points that were taken, or refused */
  constructor(
    readonly limit: number,
    private readonly takeOwn: TakeOwn,
    private readonly onCharge: (points: number, isPaid: boolean) => void,
  ) {}

  /** As far as it is known; undefined before the first charge. */
  get standing(): Standing | undefined {
    return this.#standing;
  }

  /** The last time that too little was left, whatever was done before. */
  get lastExcess(): Excess | undefined {
    return this.#lastExcess;
  }

  /** Why the request was refused, if it was before anything was done for it. */
  get excess(): Excess | undefined {
    return this.#excess;
  }

  /** At the arrival: what every request costs, also one that is refused. */
  async enter(): Promise<Excess | undefined> {
    const excess = await this.payAhead();
    if (excess !== undefined) this.refuse(excess);
    return excess;
  }

  /** Takes the point for which small work is done. */
  async payAhead(): Promise<Excess | undefined> {
    const excess = await this.#take(1);
    if (excess === undefined) this.#paidAhead = 1;
    return excess;
  }

  async charge(points: number): Promise<Excess | undefined> {
    // Who has a whole minute left can have anything that one request may cost.
    const due = Math.max(0, Math.min(points, this.limit) - this.#paidAhead);
    if (due > 0) {
      const excess = await this.#take(due);
      if (excess !== undefined) return excess;
    }
    this.#paidAhead = Math.max(0, this.#paidAhead - points);
    return undefined;
  }

  refuse(excess: Excess): void {
    this.#excess ??= excess;
  }

  /** The same account for work beyond a first answer, which stands: too little left for more is no refusal of the request. */
  get further(): Account {
    return { charge: (points) => this.charge(points), refuse: () => undefined };
  }

  async #take(points: number): Promise<Excess | undefined> {
    const standing = await this.takeOwn(points);
    this.#standing = standing;
    this.onCharge(points, standing.isPaid);
    if (standing.isPaid) return undefined;
    this.#lastExcess = { limit: this.limit, left: standing.left, retryAfter: secondsOf(standing) };
    return this.#lastExcess;
  }
}

/** Never 0, for who asks again at once is refused again. */
function secondsOf({ resetMs }: Standing): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}

/** What pages of other origins may read of an answer's head. */
export const RATE_LIMIT_FIELDS = ['RateLimit', 'RateLimit-Policy'] as const;

/**
 * How a requester stands, for its client, as structured fields (RFC 9651) of draft-ietf-httpapi-ratelimit-headers-11. The
 * unit of the quota is left out: the draft registers none for points.
 */
export function rateLimitFields(account: RequestAccount): Readonly<Record<string, string>> {
  const { limit, standing } = account;
  const policy = `"points";q=${limit};w=${MINUTE_MS / 1_000}`;
  if (standing === undefined) return { 'RateLimit-Policy': policy };
  return { RateLimit: `"points";r=${standing.left};t=${secondsOf(standing)}`, 'RateLimit-Policy': policy };
}
