import type { Logger } from 'pino';
import type { AskCity, CityCall } from '../../../subgraphs/contract/AskCity';
import type { Claim, SummaryStore } from '../../../subgraphs/search/summary/SummaryStore';
import { chooseInOrder, lookAtHits } from './lookAtHits';
import type { Obstacle, OrderedClaim, Sight } from './lookAtHits';

export interface HonestyWatchOptions {
  /** On the hub's own account, also a city that is believed no more. */
  readonly askCity: AskCity;
  readonly summaries: Pick<SummaryStore, 'claimsOf' | 'correct' | 'restore'>;
  /** Has a city answer nobody, for a reason; undefined has it answer again. */
  readonly condemn: (cityId: string, reason: string | undefined) => void;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** What a city was found to say untruly. */
interface Conviction {
  /** In whose hits that was found at a visit, so that they are looked at again. */
  readonly claims: readonly Claim[];
  /** What was asked for in an order then, which is asked again. */
  readonly ordered: OrderedClaim | undefined;
  /** Honest visits until it is believed again. */
  honestVisits: number;
}

/** Visits in a row at which a city kept the hub from looking: with answers that say nothing, or without any. */
interface Obstruction {
  visits: number;
  reason: string;
  isCondemned: boolean;
}

/** What came of comparing the hits of one city with its records. */
export interface HonestyCounts {
  /** Hits that were held against their records, at visits and in answers to clients. */
  compared: number;
  contradicted: number;
  /** Hits at visits whose records the city did not give. */
  withheld: number;
}

/** Concepts that are looked at in one visit, with all that the city counts on them. */
const CONCEPTS = 3;
/** Honest visits that it takes at most until a city is believed again. */
const MOST_VISITS = 100;
/** Concepts that are kept of what cities claim. */
const MOST_CLAIMED = 20;
/** Visits in a row at which less than half of what was to be looked at could be, until a city is believed no more. */
const VISITS_WITH_ERRORS = 3;
const VISITS_WITHOUT_ANSWER = 10;

/**
 * Finds out cities that say of their records what is not so. At each visit some of what a city claims is asked of it as a
 * search would, and its best hits are held against their records:
 *
 * - A city whose hits contradict its records, or say to have a subject or a word that these have not, or stand in an order by a title
 *   or a time that these have not, is believed no more: it is
 *   `INVALID` in every search until visits find it honest again. It takes one more honest visit each time.
 * - A claim that is not so, such as one that the city gives no hits for, is corrected in its summary, so that it is not asked
 *   for what it has not. When it finds nothing of what was looked at, all that it claims is left out, until it does.
 *
 * - A city that answers, and has the hub see less than half of what it looks at, is believed no more either when it does so
 *   again and again, until it lets the hub look.
 *
 * What is wrong is looked at twice, for records may change between a hit and the fetch of its record.
 */
export class HonestyWatch {
  readonly #convictions = new Map<string, Conviction>();
  /** How often each city was convicted. */
  readonly #counts = new Map<string, number>();
  readonly #obstructions = new Map<string, Obstruction>();
  readonly #compared = new Map<string, HonestyCounts>();
  /** What the cities visited last claimed: a city may be asked about it of which it claims nothing. */
  readonly #claimed: string[] = [];

  constructor(private readonly options: HonestyWatchOptions) {}

  /** At a visit to a city that was reached. Never rejects. */
  async look(cityId: string, call: CityCall): Promise<void> {
    const { summaries } = this.options;
    const claims = [...summaries.claimsOf(cityId, CONCEPTS), ...(this.#convictions.get(cityId)?.claims ?? [])];
    const ordered = this.#convictions.get(cityId)?.ordered ?? chooseInOrder(claims);
    const seen = await this.#look(cityId, claims, ordered, call);
    if (seen === undefined) return;
    const isSuspect = seen.contradictions.size > 0 || seen.falseClaims.length > 0;
    const again = isSuspect ? await this.#look(cityId, claims, ordered, call) : seen;
    if (again === undefined) return;
    const { compared, contradictions, withheld, falseClaims } = again;
    this.count(cityId, { compared, contradicted: contradictions.size, withheld });

    const [lie] = contradictions.values();
    if (lie !== undefined && seen.contradictions.size > 0) this.convict(cityId, lie, claims, ordered);
    else if (again.obstacle !== undefined && withheld > compared) this.#obstructed(cityId, again.obstacle);
    else {
      this.#letLook(cityId);
      if (compared > 0 && contradictions.size === 0) this.#acquit(cityId);
    }
    if (again.kept.length + falseClaims.length === 0) return;
    if (falseClaims.length === 0) summaries.restore(cityId);
    else summaries.correct(cityId, findsNothing(again) ? 'ALL' : falseClaims);
  }

  /** A city is believed no more. */
  convict(cityId: string, reason: string, claims: readonly Claim[] = [], ordered?: OrderedClaim): void {
    const count = (this.#counts.get(cityId) ?? 0) + (this.#convictions.has(cityId) ? 0 : 1);
    this.#counts.set(cityId, count);
    this.#convictions.set(cityId, { claims, ordered, honestVisits: Math.min(count, MOST_VISITS) });
    this.options.condemn(cityId, `Its hits contradict its records. ${reason}`);
  }

  /** What came of a comparison, for the figures. */
  count(cityId: string, counts: Partial<HonestyCounts>): void {
    const sums = this.#compared.get(cityId) ?? { compared: 0, contradicted: 0, withheld: 0 };
    this.#compared.set(cityId, sums);
    for (const name of ['compared', 'contradicted', 'withheld'] as const) sums[name] += counts[name] ?? 0;
  }

  /** Since the hub started, by city. */
  get counts(): ReadonlyMap<string, Readonly<HonestyCounts>> {
    return this.#compared;
  }

  /** That a city keeps the hub from looking, in a sentence. Undefined for one that does not. */
  describe(cityId: string): string | undefined {
    const { visits, reason } = this.#obstructions.get(cityId) ?? {};
    if (visits === undefined) return undefined;
    return `Its hits could not be held against its records at its last ${visits === 1 ? 'visit' : `${visits} visits`}. ${reason}`;
  }

  forget(cityId: string): void {
    this.#convictions.delete(cityId);
    this.#counts.delete(cityId);
    this.#obstructions.delete(cityId);
    this.#compared.delete(cityId);
  }

  #obstructed(cityId: string, { answered, reason }: Obstacle): void {
    const before = this.#obstructions.get(cityId);
    const visits = (before?.visits ?? 0) + 1;
    const isTooOften = visits >= (answered ? VISITS_WITH_ERRORS : VISITS_WITHOUT_ANSWER);
    const isCondemned = before?.isCondemned === true || isTooOften;
    this.#obstructions.set(cityId, { visits, reason, isCondemned });
    if (isCondemned && !this.#convictions.has(cityId)) this.options.condemn(cityId, this.describe(cityId));
  }

  #letLook(cityId: string): void {
    const before = this.#obstructions.get(cityId);
    this.#obstructions.delete(cityId);
    if (before?.isCondemned && !this.#convictions.has(cityId)) this.options.condemn(cityId, undefined);
  }

  #acquit(cityId: string): void {
    const conviction = this.#convictions.get(cityId);
    if (conviction === undefined) return;
    conviction.honestVisits -= 1;
    if (conviction.honestVisits > 0) return;
    this.#convictions.delete(cityId);
    this.options.condemn(cityId, undefined);
  }

  async #look(
    cityId: string,
    claims: readonly Claim[],
    ordered: OrderedClaim | undefined,
    call: CityCall,
  ): Promise<Sight | undefined> {
    if (claims.length === 0) return undefined;
    const day = this.options.now().toISOString().slice(0, 10);
    const beside = this.#claimed.find((concept) => !claims.some((claim) => claim.concept === concept));
    this.#claimed.unshift(...new Set(claims.map(({ concept }) => concept)));
    this.#claimed.splice(MOST_CLAIMED);
    try {
      return await lookAtHits(this.options.askCity, cityId, claims, beside, ordered, day, call);
    } catch (error) {
      this.options.logger.error({ err: error, city: cityId }, 'looking at the hits of a city failed');
      return undefined;
    }
  }
}

function findsNothing({ kept, falseClaims }: Sight): boolean {
  return kept.length === 0 && falseClaims.every(({ found }) => found === 0);
}
