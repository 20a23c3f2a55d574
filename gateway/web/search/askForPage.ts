import type { Query, QueryResult } from '../Query';
import { codeOf, outcomeOf } from './askHub';
import type { SearchOutcome } from './askHub';
import type { FacetField } from './facetSelection';
import { chosenFacets } from './chosenFacets';
import { createPageOperation, createSearchOperation, facetWithout, selectionOf } from './createSearchOperation';
import { SEARCH_KINDS } from './Search';
import type { Search, SearchKind } from './Search';
import type { FacetsOfAnswer, HitPage, OtherCount, SearchAnswer, TableAnswer } from './SearchAnswer';

/** How many the other kinds of search find; those of which it is not known are missing. */
export type OtherCounts = Readonly<Partial<Record<SearchKind, OtherCount>>>;

/** A page of hits, and what stands beside them. */
export type PageAnswer = { readonly others: OtherCounts } & (
  { readonly view: 'cards'; readonly answer: SearchAnswer } | { readonly view: 'table'; readonly answer: TableAnswer }
);

/**
 * Asks the hub for all that a search page shows, in one operation. Never rejects. Where that would cost more than a request may, less is
 * asked for: first without what else could be chosen of a facet, then the hits alone, since a page without facets is better than none.
 */
export async function askForPage(
  query: Query,
  search: Search,
  first: number,
  signal: AbortSignal,
): Promise<SearchOutcome<PageAnswer>> {
  try {
    const chosen = chosenFacets(search).map(({ field }) => field);
    const operations = [
      () => createPageOperation(search, first),
      ...(chosen.length > 0 ? [() => createPageOperation(search, first, true)] : []),
      () => createSearchOperation(search, first, selectionOf(search)),
    ];
    let result: QueryResult = {};
    for (const create of operations) {
      result = await query(create(), { signal });
      if (!isTooCostly(result, search.kind)) break;
    }
    const outcome = outcomeOf<HitPage<unknown>>(result, search.kind);
    if (outcome.state !== 'answered') return outcome;
    // The hub's own schema guarantees the shape of what the operation selects.
    const page = outcome.answer;
    const facets = page.facets && withChosen(page.facets, chosen, result);
    const answer = { kind: search.kind, page: facets ? { ...page, facets } : page };
    const others = othersIn(result, search.kind);
    return { state: 'answered', answer: { view: search.view ?? 'cards', answer, others } as PageAnswer };
  } catch (cause) {
    return { state: 'failed', cause };
  }
}

/** Whether the hits themselves would cost too much, beside whatever else was asked for. */
function isTooCostly({ data, errors }: QueryResult, kind: SearchKind): boolean {
  return data?.[kind] == null && errors?.some((error) => codeOf(error) === 'TOO_COSTLY') === true;
}

/** Facets with those of which a value is chosen as they are without it; where that could not be had, as they are with it. */
function withChosen(facets: FacetsOfAnswer, chosen: readonly FacetField[], { data }: QueryResult): FacetsOfAnswer {
  const found = chosen.flatMap((field) => {
    const without = data?.[facetWithout(field)] as FacetWithout | null | undefined;
    return without?.facets == null || without.facets.withheld ? [] : [{ field, ...without, facets: without.facets }];
  });
  return {
    ...facets,
    ...Object.fromEntries(found.map(({ field, facets: its }) => [field, its[field]])),
    atLeast: found.filter(({ coverage }) => !coverage.complete).map(({ field }) => field),
  };
}

type FacetWithout = Pick<HitPage<unknown>, 'coverage' | 'facets'>;

function othersIn({ data }: QueryResult, asked: SearchKind): OtherCounts {
  return Object.fromEntries(
    SEARCH_KINDS.flatMap((kind) => (kind === asked || data?.[kind] == null ? [] : [[kind, data[kind] as OtherCount]])),
  );
}
