import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import {
  createAllianceResolvers,
  createConceptResolvers,
  createNeedMatchResolvers,
  createProgrammeResolvers,
} from './createEntityResolvers';
import { changes } from './changes/changes';
import type { ChangesArguments } from './changes/changes';
import { shareInFlight } from './ask/shareInFlight';
import { BadUserInputError } from '../contract/arguments';
import { exchanges, experts, needs, offers, programmes } from './kinds';
import type { Features, SearchKind } from './kinds';
import { landscape } from './counts/landscape';
import { largestConcepts } from './counts/largestConcepts';
import type { LargestConceptsArguments } from './counts/largestConcepts';
import type { LandscapeArguments } from './counts/readLandscapeArguments';
import type { MatchesArguments } from './matches/matches';
import { matches } from './matches/matches';
import type { NodeAnswer } from './lookUpNodes';
import { lookUpNodes } from './lookUpNodes';
import { optionsOf } from './optionsOf';
import type { SearchArguments } from './question/readSearchArguments';
import { search } from './search';
import type { SearchContext } from './SearchContext';
import type { SearchDependencies } from './SearchDependencies';
import { similarCities } from './similar/similarCities';
import type { SimilarCitiesArguments } from './similar/similarCities';

const MAX_NODES = 100;

/**
 * The subgraph `search`: cross-city search, from the root and from concepts, alliances and needs; counts; `node` and
 * `nodes`. It is executed with a `SearchContext`, the same one for all that belongs to one request of a client.
 */
export function createSearchSchema(given: SearchDependencies): GraphQLSchema {
  const dependencies = { ...given, askCity: shareInFlight(given.askCity) };
  const searchWith =
    <F extends Features>(kind: SearchKind<F>) =>
    (_: unknown, args: SearchArguments, context: SearchContext, info: GraphQLResolveInfo) =>
      search(kind, args, context, dependencies, optionsOf(info));

  const resolvers = {
    Query: {
      experts: searchWith(experts),
      programmes: searchWith(programmes),
      exchanges: searchWith(exchanges),
      offers: searchWith(offers),
      needs: searchWith(needs),

      landscape: (_: unknown, args: LandscapeArguments, context: SearchContext) =>
        landscape(args, context, dependencies),
      largestConcepts: (_: unknown, args: LargestConceptsArguments, context: SearchContext) =>
        largestConcepts(args, context, dependencies),
      matches: (_: unknown, args: MatchesArguments, context: SearchContext) => matches(args, context, dependencies),
      changes: (_: unknown, args: ChangesArguments, context: SearchContext) => changes(args, context, dependencies),
      similarCities: (_: unknown, args: SimilarCitiesArguments, context: SearchContext) =>
        similarCities(args, context, dependencies),

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
    Concept: createConceptResolvers(dependencies),
    Alliance: createAllianceResolvers(dependencies),
    Programme: createProgrammeResolvers(dependencies),
    NeedMatch: createNeedMatchResolvers(dependencies),
  };
  return buildSubgraphSchema([{ typeDefs: parse(readSearchSdl()), resolvers }]);
}

/** The SDL of this subgraph, which is written by hand. */
function readSearchSdl(): string {
  return readFileSync(join(__dirname, '../../schema/search.graphql'), 'utf8');
}
