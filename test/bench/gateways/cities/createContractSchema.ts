import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { HitsArguments } from '../../scale/cities/findHits';
import type { BenchNetwork } from '../network/BenchNetwork';
import { countsOf, hitsOf } from '../network/bestExperts';
import { inventExpert } from '../network/inventExpert';

const contract = readFileSync(path.join(__dirname, '../../../../schema/city.graphql'), 'utf8');

/** A city that serves the contract, as the hub asks it. */
export function createContractSchema(network: BenchNetwork, city: number): GraphQLSchema {
  return buildSubgraphSchema({
    typeDefs: parse(contract),
    resolvers: {
      Query: {
        summary: () => ({ version: '1', asOf: '2026-01-01T00:00:00.000Z', public: countsOf(network), network: [] }),
        staffHits: (_: unknown, args: unknown) => hitsOf(network, city, args as HitsArguments),
      },
      Staff: {
        __resolveReference: ({ id }: { readonly id: string }) => inventExpert(network, city, id.split(':')[2]!),
      },
    },
  });
}
