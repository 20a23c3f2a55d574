import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { typedDirectorySdl, writeTypedSdl } from '../cities/writeTypedSdl';
import type { BenchNetwork } from '../network/BenchNetwork';
import { cityIdOf } from '../../scale/NetworkPlan';

/**
 * The supergraph of cities that have types of their own, and of a directory.
 *
 * @param urlOf where a city's server is; that of the directory for null
 */
export function composeTyped({ cities }: BenchNetwork, urlOf: (city: number | null) => string): string {
  const composed = composeServices([
    { name: 'directory', typeDefs: parse(typedDirectorySdl), url: urlOf(null) },
    ...Array.from({ length: cities }, (_, city) => ({
      name: cityIdOf(city),
      typeDefs: parse(writeTypedSdl(city)),
      url: urlOf(city),
    })),
  ]);
  if (composed.errors) throw new AggregateError(composed.errors, 'The types per city do not compose.');
  return composed.supergraphSdl;
}
