import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SDL of what the hub is made of, as it is committed in `schema/`. */
export interface HubSchemas {
  /** The contract of this version, which the hub asks by. */
  readonly city: string;
  /** The contract's first version, which is mandatory for a city. What came later may be lacking. */
  readonly firstCity: string;
  readonly directory: string;
  readonly search: string;
  /** Composed of city, directory and search. */
  readonly supergraph: string;
}

export function readHubSchemas(): HubSchemas {
  return {
    city: read('city'),
    firstCity: read('city-1.0'),
    directory: read('directory'),
    search: read('search'),
    supergraph: read('supergraph'),
  };
}

function read(name: string): string {
  return readFileSync(join(__dirname, '..', '..', 'schema', `${name}.graphql`), 'utf8');
}
