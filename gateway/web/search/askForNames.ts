import type { Query } from '../Query';
import { conditionsFor } from './conditions';
import { parseNear } from './near';
import type { Search } from './Search';

/** How cities, alliances and subjects are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

export const NO_NAMES: Names = new Map();

const QUERY = `query Names($ids: [ID!]!, $lang: String) {
  nodes(ids: $ids) {
    ... on City { id name }
    ... on Alliance { id name }
    ... on Concept { id label(lang: $lang) }
  }
}
`;

/** As many as the API looks up at once. */
const MOST_NAMED = 100;

interface NamedNode {
  readonly id?: string;
  readonly name?: string;
  readonly label?: string;
}

/**
 * Asks the hub how that is called which the conditions of a search name by its id, whether or not it is among what is found. Asks no city.
 * Never rejects: what has no name is shown by its id.
 */
export async function askForNames(query: Query, search: Search, signal: AbortSignal): Promise<Names> {
  const ids = idsIn(search);
  if (ids.length === 0) return NO_NAMES;
  try {
    const { data } = await query({ query: QUERY, variables: { ids, lang: search.lang } }, { signal });
    // The hub's own schema guarantees the shape of what the operation selects.
    const nodes = (data?.['nodes'] ?? []) as readonly (NamedNode | null)[];
    return new Map(nodes.flatMap((node) => (node?.id === undefined ? [] : [[node.id, nameOf(node)]])));
  } catch {
    return NO_NAMES;
  }
}

function nameOf({ id = '', name = id, label = name }: NamedNode): string {
  return label;
}

function idsIn({ kind, concepts, cities, alliances, conditions = {} }: Search): readonly string[] {
  const { notCity = [], notAlliance = [], near = [] } = conditionsFor(kind, conditions);
  const centres = near.flatMap((value) => parseNear(value)?.city ?? []);
  return [...new Set([...concepts, ...cities, ...alliances, ...notCity, ...notAlliance, ...centres])].slice(
    0,
    MOST_NAMED,
  );
}
