import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import { BadUserInputError } from './BadUserInputError';
import { exchanges } from './kind/exchanges';
import { experts } from './kind/experts';
import { programmes } from './kind/programmes';
import type { NodeAnswer } from './node/lookUpNodes';
import { lookUpNodes } from './node/lookUpNodes';
import { readSearchSdl } from './readSearchSdl';
import type { SearchArguments } from './question/readSearchArguments';
import { search } from './search';
import type { SearchContext } from './SearchContext';
import type { SearchDependencies } from './SearchDependencies';

const MAX_NODES = 100;

/** The subgraph `search`: cross-city search, `node` and `nodes`. It is executed with a `SearchContext`. */
export function createSearchSchema(dependencies: SearchDependencies): GraphQLSchema {
  const resolvers = {
    Query: {
      experts: (_: unknown, args: SearchArguments, context: SearchContext) =>
        search(experts, args, context, dependencies),
      programmes: (_: unknown, args: SearchArguments, context: SearchContext) =>
        search(programmes, args, context, dependencies),
      exchanges: (_: unknown, args: SearchArguments, context: SearchContext) =>
        search(exchanges, args, context, dependencies),

      async node(_: unknown, { id }: { id: string }, context: SearchContext): Promise<NodeAnswer> {
        const [answer = null] = await lookUpNodes([id], 'id', context, dependencies);
        return answer;
      },
      async nodes(
        _: unknown,
        { ids }: { ids: readonly string[] },
        context: SearchContext,
      ): Promise<readonly NodeAnswer[]> {
        if (ids.length > MAX_NODES) {
          throw new BadUserInputError('ids', `at most ${MAX_NODES} ids`, ids.length);
        }
        return lookUpNodes(ids, 'ids', context, dependencies);
      },
    },
  };
  return buildSubgraphSchema([{ typeDefs: parse(readSearchSdl()), resolvers }]);
}
