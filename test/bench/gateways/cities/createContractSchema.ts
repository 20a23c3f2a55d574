import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { HitsArguments } from '../../scale/cities/findHits';
import { expertsAskedFor } from '../network/BenchNetwork';
import type { BenchNetwork } from '../network/BenchNetwork';
import { countsOf, hitsOf } from '../network/bestExperts';
import { inventExpert } from '../network/inventExpert';

const contract = readFileSync(path.join(__dirname, '../../../../schema/city.graphql'), 'utf8');

interface PlacedHit {
  readonly id: string;
  readonly place: number;
}

/** A city that serves the contract, as the hub asks it. */
export function createContractSchema(network: BenchNetwork, city: number): GraphQLSchema {
  return buildSubgraphSchema({
    typeDefs: parse(contract),
    resolvers: {
      Query: {
        summary: () => ({ version: '1', asOf: '2026-01-01T00:00:00.000Z', public: countsOf(network), network: [] }),
        staffHits: (_: unknown, args: unknown) => {
          const { filter, ...asked } = args as HitsArguments & { readonly filter?: object | null };
          const found = hitsOf(network, city, asked, filter ? expertsAskedFor(network, city) : undefined);
          return { ...found, hits: found.hits.map((hit, place) => ({ ...hit, place })) };
        },
      },
      StaffHit: {
        staff: ({ id, place }: PlacedHit, { among }: { readonly among: number }) =>
          place < among ? inventExpert(network, city, id.split(':')[2]!) : null,
      },
      Staff: {
        __resolveReference: ({ id }: { readonly id: string }) => inventExpert(network, city, id.split(':')[2]!),
      },
    },
  });
}
