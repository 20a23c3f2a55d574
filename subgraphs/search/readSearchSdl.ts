import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The SDL of this subgraph, which is written by hand. */
export function readSearchSdl(): string {
  return readFileSync(join(__dirname, '../../schema/search.graphql'), 'utf8');
}
