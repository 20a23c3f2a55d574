import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { createAllianceResolvers } from './createAllianceResolvers';
import { createCityResolvers } from './createCityResolvers';
import { createConceptResolvers } from './createConceptResolvers';
import type { DirectorySources } from './DirectorySources';
import { createExchangeResolvers } from './createExchangeResolvers';
import { createProgrammeResolvers } from './createProgrammeResolvers';
import { createSuggestionResolvers } from './createSuggestionResolvers';

/**
 * The subgraph `directory`: cities, alliances, concepts, and the edges between cities. What a client asks wrongly is a
 * `BadUserInputError`; a reference to something that is not in the network is null.
 */
export function createDirectorySchema(sources: DirectorySources): GraphQLSchema {
  const city = createCityResolvers(sources);
  const alliance = createAllianceResolvers(sources);
  const concept = createConceptResolvers(sources);
  const exchange = createExchangeResolvers(sources);
  const programme = createProgrammeResolvers(sources);
  const suggestion = createSuggestionResolvers(sources);
  return buildSubgraphSchema({
    typeDefs: parse(readDirectorySdl()),
    resolvers: {
      Query: { ...city.Query, ...alliance.Query, ...concept.Query, ...suggestion.Query },
      City: city.City,
      Alliance: alliance.Alliance,
      Concept: concept.Concept,
      Exchange: exchange.Exchange,
      Programme: programme.Programme,
    },
  });
}

/** The SDL of this subgraph, which is written by hand. */
function readDirectorySdl(): string {
  return readFileSync(join(__dirname, '../../schema/directory.graphql'), 'utf8');
}
