import { setTimeout as sleep } from 'node:timers/promises';
import type { Excess } from '../../subgraphs/search/cost/Account';
import { HitReserve } from '../../subgraphs/search/hits/HitReserve';
import { questionTextsOf } from '../web/language/questionTexts';
import type { Language, Texts } from '../web/language/Texts';
import type { Query } from '../web/Query';
import { NoDataError, refusalIn } from '../web/search/askHub';
import type { SearchOutcome } from '../web/search/askHub';
import { describeCoverage, isComplete, mergeCoverage } from './Coverage';
import type { Coverage } from './Coverage';
import type { Given } from './parameters';
import type { Page, Question, Reader, Row } from './Question';
import { pauseBefore } from './pauseBefore';
import { RowsSoFar } from './RowsSoFar';

/** For so long hits are kept for a reader who does not read on. */
const PATIENCE_MS = 5_000;

/** Of an answer: a bound for questions whose pages have few rows. */
const MAX_PAGES = 500;

/** How much of an answer is had at once: whoever wants more goes on from its end. */
export interface AnswerLimits {
  readonly maxRows: number;
  /** From the request to the last page, in milliseconds. */
  readonly maxMs: number;
}

/** What an answer is read with. */
export interface AnswerSource {
  readonly question: Question;
  readonly given: Given;
  readonly reader: Reader;
  /** Where it begins: the cursor of a page before. */
  readonly after: string | undefined;
  /** How many rows are wanted, if not all. */
  readonly most?: number | undefined;
  readonly limits: AnswerLimits;
  /** Of all its values, where it has to be held as a whole. */
  readonly maxCharacters?: number | undefined;
  readonly query: Query;
  readonly signal: AbortSignal;
  /** Charges whoever asks for a further page; resolves to the excess when that is one too many. */
  readonly charge: () => Promise<Excess | undefined>;
  /** What was too much for whoever asks, since their page came to more than they have left. */
  readonly lastExcess?: () => Excess | undefined;
  /** Told why a later page could not be had. */
  readonly onFailure: (cause: unknown) => void;
}

/** Why an answer ends before all that was found is in it. */
export type EarlyEnd =
  | { readonly reason: 'rows' | 'time' | 'size' }
  /** The next page is one more than whoever asks may have now. */
  | { readonly reason: 'limit'; readonly excess: Excess }
  /** The next page could not be had. */
  | { readonly reason: 'failure' };

/** How an answer stands when it has come to its end. */
export interface AnswerEnd {
  /** Undefined where all is in it that was wanted. */
  readonly early: EarlyEnd | undefined;
  /** Whether it has all that was found, and all cities gave what they have. */
  readonly isComplete: boolean;
  readonly coverage: Coverage | undefined;
  readonly rows: number;
  /** With which `after` to go on; undefined where nothing follows now, unless more may later. */
  readonly cursor: string | undefined;
  readonly hasMore: boolean;
  /** In sentences, in the reader's language: why it ends early, what is wrong with it, and what it rests on. */
  readonly notes: readonly string[];
}

/** An answer to a question: its first page, asked for before anything is sent, and all that follows. */
export class AnswerReader {
  readonly #reserve = new HitReserve();
  readonly #endsAt: number;
  readonly #rows = new RowsSoFar();
  /** How long the last page took, in milliseconds. */
  #pageMs = 0;

  constructor(private readonly source: AnswerSource) {
    this.#endsAt = performance.now() + source.limits.maxMs;
  }

  /** Asks for the first page, so that a question that cannot be answered is told before an answer begins. Never rejects. */
  askFirstPage(): Promise<SearchOutcome<Page>> {
    return this.#ask(this.source.after, this.#most);
  }

  /** The rows, page by page, each asked for when those before were taken; in the end, how the whole stands. */
  async *read(first: Page): AsyncGenerator<readonly Row[], AnswerEnd, undefined> {
    let page = first;
    let pages = 1;
    let coverage = first.coverage;
    let early: EarlyEnd | undefined;
    for (;;) {
      const rows = this.#rows.add(page);
      // A reader who takes long has hits of cities lie in memory for a while only.
      const forgetting = setTimeout(() => {
        this.#reserve.forget();
      }, PATIENCE_MS);
      forgetting.unref();
      try {
        if (rows.length > 0) yield rows;
      } finally {
        clearTimeout(forgetting);
      }
      const { hasMore, cursor } = page;
      if (!hasMore || cursor === undefined || this.#rows.found >= (this.source.most ?? Infinity)) break;
      const next = pages >= MAX_PAGES ? { reason: 'rows' as const } : await this.#readOn(cursor);
      if ('reason' in next) {
        early = next;
        break;
      }
      pages += 1;
      page = next;
      coverage = mergeCoverage(coverage, next.coverage);
    }
    return this.#end(first, page, coverage, early);
  }

  get #most(): number {
    return Math.min(this.source.most ?? Infinity, this.source.limits.maxRows);
  }

  #end(first: Page, { cursor, hasMore }: Page, coverage: Coverage | undefined, early: EarlyEnd | undefined): AnswerEnd {
    const { after, limits, reader } = this.source;
    const isWhole = early === undefined && after === undefined && !hasMore;
    const told = early && coverage?.from === 'cities' ? { ...coverage, complete: false } : coverage;
    return {
      early,
      isComplete: early === undefined && isComplete(coverage),
      coverage,
      rows: this.#rows.count,
      cursor,
      hasMore,
      notes: [
        ...(early ? [describeEarlyEnd(early, limits, cursor, reader.texts)] : []),
        ...this.#rows.describe(coverage, isWhole, reader.texts),
        ...first.reading.map((line) => `${line}.`),
        ...describeCoverage(told, reader.texts),
      ],
    };
  }

  /** The page behind a cursor, or why there is none. */
  async #readOn(after: string): Promise<Page | EarlyEnd> {
    const rowsLeft = this.#most - this.#rows.found;
    if (rowsLeft <= 0) return { reason: 'rows' };
    if (this.#rows.characters > (this.source.maxCharacters ?? Infinity)) return { reason: 'size' };
    await this.#pause(rowsLeft);
    if (performance.now() >= this.#endsAt) return { reason: 'time' };
    const excess = await this.source.charge();
    if (excess) return { reason: 'limit', excess };
    const outcome = await this.#ask(after, rowsLeft);
    // Such pages would be asked for without end.
    const stands = outcome.state === 'answered' && outcome.answer.cursor === after;
    if (outcome.state === 'answered' && !stands) return outcome.answer;
    const tooMuch = outcome.state === 'answered' ? undefined : this.source.lastExcess?.();
    if (tooMuch !== undefined) return { reason: 'limit', excess: tooMuch };
    if (!this.source.signal.aborted) this.source.onFailure(causeOf(outcome));
    return { reason: 'failure' };
  }

  async #pause(rowsLeft: number): Promise<void> {
    const { question, signal } = this.source;
    const ms = pauseBefore({
      ...{ rows: this.#rows.found, pageMs: this.#pageMs },
      ...{ leftMs: this.#endsAt - performance.now(), pagesLeft: Math.ceil(rowsLeft / question.pageLength) },
    });
    // Whoever is gone is found to be so by the next page.
    if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  async #ask(after: string | undefined, rowsLeft: number): Promise<SearchOutcome<Page>> {
    const { question, given, reader, query, signal } = this.source;
    const first = Math.min(question.pageLength, rowsLeft);
    const lang: Language = reader.texts.language;
    const startedAt = performance.now();
    try {
      const operation = question.operation(given, { first, after, lang });
      const { data, errors = [] } = await query(operation, { signal, reserve: this.#reserve });
      const page = data ? question.readPage(data, reader, errors) : undefined;
      if (page !== undefined) return { state: 'answered', answer: page };
      return refusalIn(errors) ?? { state: 'failed', cause: new NoDataError(errors) };
    } catch (cause) {
      return { state: 'failed', cause };
    } finally {
      this.#pageMs = performance.now() - startedAt;
    }
  }
}

function causeOf(outcome: SearchOutcome<Page>): unknown {
  switch (outcome.state) {
    case 'failed':
      return outcome.cause;
    case 'refused':
      return new Error(`The hub refuses its own cursor: ${outcome.message}`);
    case 'answered':
      return new Error('A page ends at the cursor it began at.');
  }
}

/**
 * Why an answer ends early, and how to have the rest.
 *
 * @param cursor of its last row; undefined when it is not known
 */
function describeEarlyEnd(
  end: EarlyEnd,
  { maxRows, maxMs }: AnswerLimits,
  cursor: string | undefined,
  { language }: Texts,
): string {
  const texts = questionTextsOf(language);
  const why = (): string => {
    switch (end.reason) {
      case 'rows':
        return texts.mostRows(maxRows);
      case 'size':
        return texts.mostText;
      case 'time':
        return texts.mostSeconds(maxMs / 1_000);
      case 'limit':
        return texts.pointsSpent(end.excess.limit, end.excess.retryAfter);
      case 'failure':
        return texts.noFurtherRows;
    }
  };
  return `${texts.endsEarly}: ${why()}. ${cursor === undefined ? texts.askAgain : texts.restWith(`after=${cursor}`)}.`;
}
