import type { Excess } from '../../../subgraphs/search/cost/Account';
import type { ExportLimits } from './ExportLimits';

/** Why an export ends before all that was found is in it. */
export type EarlyEnd =
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
export function describeEarlyEnd(end: EarlyEnd, { maxRows, maxMs }: ExportLimits, cursor: string | null): string {
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
