import { MAX_HITS } from '../../contract/bounds';
import type { FailedReply } from '../../contract/AskCity';
import { mergeHits } from '../page/mergeHits';
import { comparePositions } from './Hit';
import type { Hit } from './Hit';
import type { HitsRequest } from './HitsRequest';
import type { HitsAnswer, UsableAnswer } from './readAnswer';

/** What a city told: the hits that no page has shown yet, and whether it has more behind them; or why there are none. */
type Stock =
  | { readonly state: 'open'; readonly answer: UsableAnswer; readonly hits: readonly Hit[]; readonly ends: boolean }
  | { readonly state: 'failed'; readonly answer: FailedReply };

/**
 * Hits on one question that cities gave beyond the page for which they were asked, for somebody who reads page after page,
 * forwards. With it a city is asked again only when what it gave is used up, for many hits at a time, and never when it has
 * no more. A city that gave no answer is not asked again either, so that it holds up one page and not each.
 */
export class HitReserve {
  readonly #stocks = new Map<string, Stock>();

  /** @param mostKept hits of all cities together */
  constructor(private readonly mostKept = 20_000) {}

  /**
   * Of these cities those that have to be asked for a page: what is here of the others fills it, or is all they have. As
   * more hits of one city never pull up those of another, it takes no second look when these were asked.
   */
  lacking(cityIds: readonly string[], { first, after }: Pick<HitsRequest, 'first' | 'after'>): ReadonlySet<string> {
    this.#dropBefore(after);
    const known = cityIds.map((cityId) => this.#hitsOf(cityId));
    const { hits } = mergeHits(known, first);
    const last = hits.length < first ? undefined : hits.at(-1);
    const fallsShort = (cityId: string, at: number): boolean => {
      const stock = this.#stocks.get(cityId);
      if (stock === undefined) return true;
      if (stock.state === 'failed' || stock.ends) return false;
      const own = known[at]?.at(-1);
      return last === undefined || own === undefined || comparePositions(own, last) <= 0;
    };
    return new Set(cityIds.filter(fallsShort));
  }

  /** The request for the cities that have to be asked: for a page at first, and for many pages when it comes to that. */
  enlarge(request: HitsRequest): HitsRequest {
    if (this.#stocks.size === 0) return request;
    return { ...request, first: Math.min(MAX_HITS, Math.max(request.first, this.#share)) };
  }

  /** What is known of a city that need not be asked. */
  answerOf(cityId: string): HitsAnswer {
    const stock = this.#stocks.get(cityId);
    if (stock === undefined) throw new Error(`Nothing was kept of ${cityId}, so it has to be asked.`);
    if (stock.state === 'failed') return stock.answer;
    return { ...stock.answer, hits: stock.hits, tookMs: 0 };
  }

  /** Keeps what a city answered to a request. */
  keep(cityId: string, { first }: HitsRequest, answer: HitsAnswer): void {
    if (!('hits' in answer)) {
      this.#stocks.set(cityId, { state: 'failed', answer });
      return;
    }
    // The answer counts and names; its hits would be kept in vain when they have been shown.
    const { hits } = answer;
    this.#stocks.set(cityId, { state: 'open', answer: { ...answer, hits: [] }, hits, ends: hits.length < first });
  }

  /** Leaves out what is too much to keep: cities are asked for it again when it comes to that. */
  trim(): void {
    for (const [cityId, stock] of this.#stocks) {
      if (stock.state === 'failed' || stock.hits.length <= this.#share) continue;
      this.#stocks.set(cityId, { ...stock, hits: stock.hits.slice(0, this.#share), ends: false });
    }
  }

  /** Lets all hits go, for nobody may ever come for them. What cities have no more of, and which failed, is remembered. */
  forget(): void {
    for (const [cityId, stock] of this.#stocks) {
      if (stock.state === 'failed' || stock.hits.length === 0) continue;
      this.#stocks.set(cityId, { ...stock, hits: [], ends: false });
    }
  }

  /** Of what is kept, a city's part. */
  get #share(): number {
    return Math.max(1, Math.floor(this.mostKept / this.#stocks.size));
  }

  #hitsOf(cityId: string): readonly Hit[] {
    const stock = this.#stocks.get(cityId);
    return stock?.state === 'open' ? stock.hits : [];
  }

  #dropBefore(after: HitsRequest['after']): void {
    if (after === null) return;
    for (const [cityId, stock] of this.#stocks) {
      if (stock.state === 'failed') continue;
      const behind = stock.hits.findIndex((hit) => comparePositions(after, hit) < 0);
      if (behind === 0) continue;
      this.#stocks.set(cityId, { ...stock, hits: behind === -1 ? [] : stock.hits.slice(behind) });
    }
  }
}
