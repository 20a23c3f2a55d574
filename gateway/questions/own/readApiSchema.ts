import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** The API's schema, as it is committed. */
export function readApiSchema(): GraphQLSchema {
  return buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'), { assumeValidSDL: true });
}
