import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import type { Admission } from '../../admission/createAdmission';
import { createAdmission } from '../../admission/createAdmission';

/** The contract of this version. */
export interface Contract {
  readonly schema: GraphQLSchema;
  /** The hub's own examination of a city's SDL, with the hub's own subgraphs. */
  readonly admit: (sdl: string) => Admission;
}

const read = (name: string): string =>
  readFileSync(join(__dirname, '..', '..', '..', 'schema', `${name}.graphql`), 'utf8');

let known: Contract | undefined;

/** Reads the contract as it is committed, once. */
export function readContract(): Contract {
  known ??= {
    schema: buildSubgraphSchema(parse(read('city'))),
    admit: createAdmission({
      contract: read('city'),
      hubSubgraphs: { directory: read('directory'), search: read('search') },
    }),
  };
  return known;
}
