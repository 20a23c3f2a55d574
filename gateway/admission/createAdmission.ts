import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { BreakingChangeType, findBreakingChanges, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { composeSubgraphs } from '../federation/composeSubgraphs';

/** Whether a city's schema may take the contract's place. The reasons are sentences for the city's operator. */
export type Admission =
  { readonly status: 'ADMITTED' } | { readonly status: 'REFUSED'; readonly reasons: readonly string[] };

export interface AdmissionOptions {
  /** SDL of the contract. */
  readonly contract: string;
  /** SDL of the hub's own subgraphs, by name. */
  readonly hubSubgraphs: Readonly<Record<string, string>>;
}

/** The contract has 22,000 characters; a city may add, within reason. */
const MAX_SDL_LENGTH = 200_000;
const MAX_SDL_TOKENS = 50_000;
/** All cities of a network share a few versions. */
const MAX_CACHED = 200;
const MAX_REASONS = 10;

/** What a directive does is a matter of composition, and which of them a city imports is its own affair. */
const OF_DIRECTIVES = new Set<BreakingChangeType>([
  BreakingChangeType.DIRECTIVE_REMOVED,
  BreakingChangeType.DIRECTIVE_ARG_REMOVED,
  BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED,
  BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED,
  BreakingChangeType.DIRECTIVE_LOCATION_REMOVED,
]);

/**
 * Returns the examination of a city's SDL: first against the contract, since composition alone lets a missing field or a
 * changed type pass; then by composing it with the hub's subgraphs in the contract's place. Results are kept by the
 * SDL's SHA-256.
 */
export function createAdmission({ contract, hubSubgraphs }: AdmissionOptions): (sdl: string) => Admission {
  const contractSchema = buildSubgraphSchema(parse(contract));
  const results = new Map<string, Admission>();

  return function admitCitySdl(sdl) {
    if (sdl === contract) return { status: 'ADMITTED' };
    if (sdl.length > MAX_SDL_LENGTH) {
      return refused([`The schema has ${sdl.length} characters, more than ${MAX_SDL_LENGTH}.`]);
    }
    const hash = createHash('sha256').update(sdl).digest('hex');
    const known = results.get(hash);
    if (known) return known;
    const result = examine(sdl, contractSchema, hubSubgraphs);
    const [oldest] = results.keys();
    if (oldest !== undefined && results.size >= MAX_CACHED) results.delete(oldest);
    results.set(hash, result);
    return result;
  };
}

function examine(sdl: string, contract: GraphQLSchema, hubSubgraphs: Readonly<Record<string, string>>): Admission {
  try {
    const schema = buildSubgraphSchema(parse(sdl, { maxTokens: MAX_SDL_TOKENS }));
    const changes = findBreakingChanges(contract, schema).filter(({ type }) => !OF_DIRECTIVES.has(type));
    if (changes.length > 0) return refused(changes.map(({ description }) => `Against the contract: ${description}`));
    const composed = composeSubgraphs({ city: sdl, ...hubSubgraphs });
    return composed.status === 'COMPOSED' ? { status: 'ADMITTED' } : refused(composed.reasons);
  } catch (error) {
    return refused([`The schema cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function refused(reasons: readonly string[]): Admission {
  return { status: 'REFUSED', reasons: reasons.slice(0, MAX_REASONS).map((reason) => reason.slice(0, 500)) };
}
