import { HitReserve } from '../../../subgraphs/search/hits/HitReserve';
import type { Excess } from '../../../subgraphs/search/cost/Account';
import { describeCoverage, mergeCoverage } from '../search/coverage';
import { describeReading } from '../search/reading';
import { english } from '../language/english';
import type { Query } from '../Query';
import { askForTable } from '../search/askHub';
import type { Search } from '../search/Search';
import type { TableAnswer } from '../search/SearchAnswer';
import { ExportedRows } from './ExportedRows';
import { tabulate } from './tabulate';
import { writeComment, writeCsv } from './writeCsv';

/** Hits asked for at a time: the most that the API gives. */
const FIRST = 100;

/** For so long hits are kept for a reader who does not read on. */
const PATIENCE_MS = 5_000;

/** Without it, Excel takes UTF-8 for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What an export reads on with. */
export interface ExportSource {
  readonly query: Query;
  /** Its `after` is where the file begins. */
  readonly search: Search;
  readonly limits: ExportLimits;
  readonly signal: AbortSignal;
  /** Charges whoever asks for a further page; resolves to the excess when that is one too many. */
  readonly charge: () => Promise<Excess | undefined>;
  /** What was too much for whoever asks, since their page came to more than they have left. */
  readonly lastExcess?: () => Excess | undefined;
  /** Told why a later page could not be had. */
  readonly onFailure: (cause: unknown) => void;
}

/** One file: its first page, asked for before the file begins, and all that follows. */
export class Export {
  readonly #reserve = new HitReserve();
  readonly #endsAt: number;

  constructor(private readonly source: ExportSource) {
    this.#endsAt = performance.now() + source.limits.maxMs;
  }

  /** Asks for the first page, so that a question that cannot be answered is told before the file begins. */
  askFirstPage() {
    return this.#ask(this.source.search.after, Math.min(FIRST, this.source.limits.maxRows));
  }

  /**
   * The file, piece by piece: the first page and those that follow it, each asked for when the reader has taken the one
   * before. The last line is a comment: what the whole rests on, and why it ends early, if it does.
   */
  async *write(first: TableAnswer): AsyncGenerator<string> {
    const { search, limits } = this.source;
    const rows = new ExportedRows();
    let answer = first;
    let coverage = first.page.coverage;
    let early: EarlyEnd | undefined;
    yield BYTE_ORDER_MARK + writeCsv([tabulate(first).heads]);
    for (;;) {
      const { edges, pageInfo } = answer.page;
      const text = writeCsv(rows.add(tabulate(answer).rows, edges.length));
      // A reader who takes long has hits of cities lie in memory for a while only.
      const forgetting = setTimeout(() => {
        this.#reserve.forget();
      }, PATIENCE_MS);
      try {
        if (text !== '') yield text;
      } finally {
        clearTimeout(forgetting);
      }
      if (!pageInfo.hasNextPage || pageInfo.endCursor === null) break;

      const next = await this.#readOn(pageInfo.endCursor, limits.maxRows - rows.hits);
      if ('reason' in next) {
        early = next;
        break;
      }
      answer = next;
      coverage = mergeCoverage(coverage, next.page.coverage);
    }
    const cursor = answer.page.pageInfo.endCursor;
    const told = [
      ...(early ? [describeEarlyEnd(early, limits, cursor)] : []),
      ...rows.describe(coverage, early === undefined && search.after === undefined),
      ...describeReading(first.page, english).map((line) => `${line}.`),
      ...describeCoverage(early ? { ...coverage, complete: false } : coverage, english),
    ];
    yield writeComment(told.join(' '));
  }

  /** The page behind a cursor, or why there is none. */
  async #readOn(after: string, rowsLeft: number): Promise<TableAnswer | EarlyEnd> {
    if (rowsLeft <= 0) return { reason: 'rows' };
    if (performance.now() >= this.#endsAt) return { reason: 'time' };
    const excess = await this.source.charge();
    if (excess) return { reason: 'limit', excess };
    const outcome = await this.#ask(after, Math.min(FIRST, rowsLeft));
    // Such pages would be asked for without end.
    const stands = outcome.state === 'answered' && outcome.answer.page.pageInfo.endCursor === after;
    if (outcome.state === 'answered' && !stands) return outcome.answer;
    const tooMuch = outcome.state === 'answered' ? undefined : this.source.lastExcess?.();
    if (tooMuch !== undefined) return { reason: 'limit', excess: tooMuch };
    if (!this.source.signal.aborted) this.source.onFailure(causeOf(outcome));
    return { reason: 'failure' };
  }

  #ask(after: string | undefined, first: number) {
    const { query, search, signal } = this.source;
    return askForTable(
      (operation, request) => query(operation, { ...request, reserve: this.#reserve }),
      { ...search, after },
      first,
      signal,
    );
  }
}

function causeOf(outcome: Awaited<ReturnType<typeof askForTable>>): unknown {
  switch (outcome.state) {
    case 'failed':
      return outcome.cause;
    case 'refused':
      return new Error(`The hub refuses its own cursor: ${outcome.message}`);
    case 'answered':
      return new Error('A page ends at the cursor it began at.');
  }
}

/** How long a file of the export gets: whoever wants more goes on from its last line. */
export interface ExportLimits {
  readonly maxRows: number;
  /** From the request to the last page, in milliseconds. */
  readonly maxMs: number;
}

/** Why an export ends before all that was found is in it. */
type EarlyEnd =
  | { readonly reason: 'rows' | 'time' }
  /** The next page is one more than whoever asks may have now. */
  | { readonly reason: 'limit'; readonly excess: Excess }
  /** The next page could not be had. */
  | { readonly reason: 'failure' };

/** How the last line of such a file begins. */
export const ENDS_EARLY = 'INCOMPLETE: this file ends early';

/**
 * Why a file ends early, and how to have the rest.
 *
 * @param cursor of its last row; null when it is not known
 */
function describeEarlyEnd(end: EarlyEnd, { maxRows, maxMs }: ExportLimits, cursor: string | null): string {
  const why = {
    rows: () => `a file holds ${maxRows} rows at most`,
    time: () => `an export takes ${maxMs / 1_000} s at most`,
    limit: ({ limit, retryAfter }: Excess) =>
      `each page costs points, of which there are ${limit} in a minute; there are more in ${retryAfter} s`,
    failure: () => 'the hub could not give the rows after this one',
  };
  const said = end.reason === 'limit' ? why.limit(end.excess) : why[end.reason]();
  const how = cursor === null ? 'Please export again' : `For the rest, ask the same with after=${cursor}`;
  return `${ENDS_EARLY}: ${said}. ${how}, or ask a narrower question.`;
}
