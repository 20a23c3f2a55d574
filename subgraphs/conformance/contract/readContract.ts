import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import type { Admission } from '../../composing/createAdmission';
import { createAdmission } from '../../composing/createAdmission';
import { readHubSchemas } from '../../composing/HubSchemas';

/** The contract of this version. */
export interface Contract {
  readonly schema: GraphQLSchema;
  /** The hub's own examination of a city's SDL, with the hub's own subgraphs. */
  readonly admit: (sdl: string) => Admission;
}

let known: Contract | undefined;

/** Reads the contract as it is committed, once. */
export function readContract(): Contract {
  if (known) return known;
  const { city, firstCity, directory, search } = readHubSchemas();
  known = {
    schema: buildSubgraphSchema(parse(city)),
    admit: createAdmission({ contract: city, firstContract: firstCity, hubSubgraphs: { directory, search } }),
  };
  return known;
}
