import { describeCoverage } from '../language/describeCoverage';
import { english } from '../language/english';
import type { Query } from '../Query';
import { askHub } from '../search/askHub';
import { mergeCoverage } from '../search/mergeCoverage';
import type { Search } from '../search/Search';
import type { SearchAnswer } from '../search/SearchAnswer';
import { tabulate } from './tabulate';
import { writeComment, writeCsv } from './writeCsv';

/** Hits asked for at a time: the most that the API gives. */
const FIRST = 100;

/** Without it, Excel takes UTF-8 for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The last line of an export whose later pages could not be had. */
export const ENDS_EARLY = writeComment(
  'INCOMPLETE: the hub could not give the rows after this one. Please export again.',
);

/** What an export reads on with. */
export interface ExportSource {
  readonly query: Query;
  readonly search: Search;
  readonly signal: AbortSignal;
  /** Told why a later page could not be had. */
  readonly onFailure: (cause: unknown) => void;
}

/** Asks for an export's first page, so that a question that cannot be answered is told before the file begins. */
export function askFirstPage({ query, search, signal }: ExportSource) {
  return askHub(query, { ...search, after: undefined }, FIRST, signal);
}

/**
 * The file, piece by piece: the first page and all that follow it, each asked for when the reader has taken the one before.
 * The last line is a comment: what the whole rests on, or that it ends early and why.
 */
export async function* exportCsv(first: SearchAnswer, source: ExportSource): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + writeCsv([tabulate(first).heads]);
  let answer = first;
  let coverage = first.page.coverage;
  let missing = 0;
  for (;;) {
    const { rows } = tabulate(answer);
    missing += answer.page.edges.length - rows.length;
    if (rows.length > 0) yield writeCsv(rows);

    const { hasNextPage, endCursor } = answer.page.pageInfo;
    if (!hasNextPage || endCursor === null) break;
    try {
      answer = await readOn(source, endCursor);
    } catch (cause) {
      source.onFailure(cause);
      yield ENDS_EARLY;
      return;
    }
    coverage = mergeCoverage(coverage, answer.page.coverage);
  }
  yield writeComment([...describeCoverage(coverage, english), ...describeMissing(missing)].join(' '));
}

function describeMissing(count: number): string[] {
  return count === 0 ? [] : [`INCOMPLETE: ${count} found without details, for their cities could not be reached.`];
}

/** The page behind a cursor. Throws when it cannot be had. */
async function readOn({ query, search, signal }: ExportSource, after: string): Promise<SearchAnswer> {
  const outcome = await askHub(query, { ...search, after }, FIRST, signal);
  switch (outcome.state) {
    case 'failed':
      throw outcome.cause;
    case 'refused':
      throw new Error(`The hub refuses its own cursor: ${outcome.message}`);
    case 'answered':
      // Such pages would be asked for without end.
      if (outcome.answer.page.pageInfo.endCursor === after) throw new Error('A page ends at the cursor it began at.');
      return outcome.answer;
  }
}
