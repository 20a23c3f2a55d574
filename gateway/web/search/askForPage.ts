import type { Query, QueryResult } from '../Query';
import { codeOf, outcomeOf } from './askHub';
import type { SearchOutcome } from './askHub';
import { createPageOperation, createSearchOperation, selectionOf } from './createSearchOperation';
import { SEARCH_KINDS } from './Search';
import type { Search, SearchKind } from './Search';
import type { HitPage, OtherCount, SearchAnswer, TableAnswer } from './SearchAnswer';

/** How many the other kinds of search find; those of which it is not known are missing. */
export type OtherCounts = Readonly<Partial<Record<SearchKind, OtherCount>>>;

/** A page of hits, and what stands beside them. */
export type PageAnswer = { readonly others: OtherCounts } & (
  { readonly view: 'cards'; readonly answer: SearchAnswer } | { readonly view: 'table'; readonly answer: TableAnswer }
);

/**
 * Asks the hub for all that a search page shows, in one operation. Never rejects. Where that would cost more than a request may,
 * the hits are asked for alone: a page without facets is better than none.
 */
export async function askForPage(
  query: Query,
  search: Search,
  first: number,
  signal: AbortSignal,
): Promise<SearchOutcome<PageAnswer>> {
  try {
    const whole = await query(createPageOperation(search, first), { signal });
    const isTooCostly =
      whole.data?.[search.kind] == null && whole.errors?.some((error) => codeOf(error) === 'TOO_COSTLY');
    const result = isTooCostly
      ? await query(createSearchOperation(search, first, selectionOf(search)), { signal })
      : whole;
    const outcome = outcomeOf<HitPage<unknown>>(result, search.kind);
    if (outcome.state !== 'answered') return outcome;
    // The hub's own schema guarantees the shape of what the operation selects.
    const answer = { kind: search.kind, page: outcome.answer };
    const others = othersIn(result, search.kind);
    return { state: 'answered', answer: { view: search.view ?? 'cards', answer, others } as PageAnswer };
  } catch (cause) {
    return { state: 'failed', cause };
  }
}

function othersIn({ data }: QueryResult, asked: SearchKind): OtherCounts {
  return Object.fromEntries(
    SEARCH_KINDS.flatMap((kind) => (kind === asked || data?.[kind] == null ? [] : [[kind, data[kind] as OtherCount]])),
  );
}
