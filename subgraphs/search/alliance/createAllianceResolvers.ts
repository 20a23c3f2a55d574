import type { GraphQLResolveInfo } from 'graphql';
import { selectsFacets } from '../facets/selectsFacets';
import { experts } from '../kind/experts';
import type { SearchArguments, SearchFilter } from '../question/readSearchArguments';
import { search } from '../search';
import type { SearchConnection } from '../search';
import type { SearchableNetwork } from '../SearchableNetwork';
import type { SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';

interface Alliance {
  readonly id: string;
}

/** `Alliance` of the API, as far as it is searched in. */
export function createAllianceResolvers(dependencies: SearchDependencies) {
  return {
    __resolveReference: ({ id }: Alliance): Alliance | null =>
      dependencies.network().alliances.has(id) ? { id } : null,

    experts: (
      { id }: Alliance,
      args: SearchArguments,
      context: SearchContext,
      info: GraphQLResolveInfo,
    ): Promise<SearchConnection> =>
      search(experts, { ...args, filter: amongMembers(id, args.filter ?? {}) }, context, dependencies, {
        wantsFacets: selectsFacets(info),
        without: hasAlliances(args.filter) ? outsiders(id, dependencies.network()) : new Set(),
      }),
  };
}

/** The client's conditions, and membership beside them. */
function amongMembers(allianceId: string, filter: SearchFilter): SearchFilter {
  return hasAlliances(filter) ? filter : { ...filter, alliances: [allianceId] };
}

/** A client that names alliances itself means the members that are in one of those too. */
function hasAlliances(filter: SearchFilter | null | undefined): boolean {
  return (filter?.alliances ?? []).length > 0;
}

function outsiders(allianceId: string, { cities }: SearchableNetwork): ReadonlySet<string> {
  return new Set([...cities.values()].flatMap(({ id, allianceIds }) => (allianceIds.includes(allianceId) ? [] : [id])));
}
