import { Supergraph } from '@apollo/federation-internals';

/** Reads a composed supergraph, Federation 2. Throws a GraphQLError when it is not valid. */
export function readSupergraph(sdl: string): Supergraph {
  return Supergraph.build(sdl, { validateSupergraph: true });
}
