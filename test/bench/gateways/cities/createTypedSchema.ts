import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { cityIdOf } from '../../scale/NetworkPlan';
import { bestExperts } from '../network/bestExperts';
import type { BenchNetwork } from '../network/BenchNetwork';
import { conceptOf, QUESTIONS, typedFieldOf } from '../network/BenchNetwork';
import { inventExpert } from '../network/inventExpert';
import { typedDirectorySdl, writeTypedSdl } from './writeTypedSdl';

interface ExpertsArguments {
  readonly concept: string;
  readonly first: number;
}

/** A city with types of its own. It gives its best experts on a concept at once. */
export function createTypedSchema(network: BenchNetwork, city: number): GraphQLSchema {
  const questions = new Map(Array.from({ length: QUESTIONS }, (_, question) => [conceptOf(question), question]));
  return buildSubgraphSchema({
    typeDefs: parse(writeTypedSdl(city)),
    resolvers: {
      Query: {
        [typedFieldOf(city)]: (_: unknown, { concept, first }: ExpertsArguments) =>
          bestExperts(network, questions.get(concept) ?? -1, [city])
            .slice(0, first)
            .map(({ key }) => inventExpert(network, city, key)),
      },
    },
  });
}

export function createTypedDirectorySchema({ cities }: BenchNetwork): GraphQLSchema {
  return buildSubgraphSchema({
    typeDefs: parse(typedDirectorySdl),
    resolvers: {
      Query: {
        cities: () => Array.from({ length: cities }, (_, city) => ({ id: cityIdOf(city), name: `City ${city + 1}` })),
      },
    },
  });
}
