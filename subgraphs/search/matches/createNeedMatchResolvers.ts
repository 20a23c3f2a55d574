import type { GraphQLResolveInfo } from 'graphql';
import { selectsFacets } from '../facets/selectsFacets';
import { experts } from '../kind/experts';
import { offers } from '../kind/offers';
import { programmes } from '../kind/programmes';
import type { Features, SearchKind } from '../kind/SearchKind';
import type { SearchConnection } from '../search';
import { search } from '../search';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { NeedMatch } from './matches';

interface PageSize {
  readonly first?: number | null;
}

/** `NeedMatch` of the API: each search runs only when it is selected. */
export function createNeedMatchResolvers(dependencies: SearchDependencies) {
  const searchWith =
    <F extends Features>(kind: SearchKind<F>) =>
    async (
      { concepts, cityId }: NeedMatch,
      { first }: PageSize,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection | null> => {
      if (concepts.length === 0) return null;
      const question = { concepts: concepts.map(({ id }) => id), first };
      return search(kind, question, context, dependencies, {
        wantsFacets: selectsFacets(info),
        without: new Set([cityId]),
      });
    };
  return { experts: searchWith(experts), programmes: searchWith(programmes), offers: searchWith(offers) };
}
