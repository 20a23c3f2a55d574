import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The SDL of this subgraph, which is written by hand. */
export function readDirectorySdl(): string {
  return readFileSync(join(__dirname, '../../schema/directory.graphql'), 'utf8');
}
