import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { createResolversMap } from 'type-graphql';
import { watchDisclosures } from '../disclosure/watchDisclosures';
import { buildContractSchema } from './buildContractSchema';
import { checkArguments } from './checkArguments';
import { plainResolvers } from './plainResolvers';
import type { ResolverMap } from './plainResolvers';
import { printCitySdl } from './printCitySdl';
import { checkReferences, referenceResolvers } from './references';

let schema: Promise<GraphQLSchema> | undefined;

/**
 * What a city's server executes: the contract with Federation's `_service` and `_entities`. Built once, for all cities
 * of a process: which city is meant is said by the request's context.
 */
export function buildCitySchema(): Promise<GraphQLSchema> {
  schema ??= build();
  return schema;
}

async function build(): Promise<GraphQLSchema> {
  // The two libraries describe the same map of resolvers with different types.
  const resolvers = plainResolvers(
    createResolversMap(await buildContractSchema()) as ResolverMap,
  ) as GraphQLResolverMap<unknown>;
  for (const [type, resolveReference] of Object.entries(referenceResolvers)) {
    Object.assign(resolvers[type] ?? {}, { __resolveReference: resolveReference });
  }
  const built = buildSubgraphSchema({ typeDefs: parse(await printCitySdl()), resolvers });
  return checkReferences(checkArguments(watchDisclosures(built)));
}
