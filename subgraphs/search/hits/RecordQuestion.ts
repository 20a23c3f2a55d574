import type { GraphQLFormattedError, GraphQLResolveInfo, ResponsePath } from 'graphql';
import type { Omission } from '../../contract/AskCity';

/**
 * What will be asked of records that a search finds, or of their topics, once it has answered. Cities are asked for it along
 * with their hits, so that whoever asks next has it already.
 */
export interface RecordQuestion {
  readonly typename: string;
  /** Keys of the subgraph's answer that lead to what is asked about; `@` stands for every item of a list. */
  readonly paths: readonly (readonly (string | number)[])[];
  /** How many values a city has to find for each at most. */
  readonly values: number;
  /**
   * As it is asked of a city, where it can be.
   *
   * @param suffix behind each name of a variable and of a fragment
   */
  inHits(cityId: string, suffix: string): SelectionInHits | undefined;
  /** Takes what came with a hit, untrusted. The id is one of the city's own. */
  keep(id: string, came: RecordWithHit): void;
}

/** A selection, and what it uses. */
export interface SelectionInHits {
  /** `{ ... on Staff { name } }` */
  readonly selection: string;
  /** `$lang: String` */
  readonly declared: readonly string[];
  readonly fragments: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface RecordWithHit {
  readonly record: unknown;
  /** With paths from the record. */
  readonly errors: readonly GraphQLFormattedError[];
  readonly omissions: readonly Omission[];
}

/** Those of a subgraph's root value that are about what a search finds: in `nodes`, `edges.node` and `edges.why.topic`. */
export function recordQuestionsOf({ rootValue, path }: GraphQLResolveInfo): readonly RecordQuestion[] {
  const questions = (rootValue ?? []) as readonly RecordQuestion[];
  if (questions.length === 0) return questions;
  const search = keysOf(path);
  return questions.filter(({ paths }) => paths.some((to) => leadsInto(search, to)));
}

/** Of what leads from a search to its records and their topics, whatever a client calls the fields. */
const SHAPES: ReadonlySet<string> = new Set(['*.@', '*.@.*', '*.@.*.@.*']);

function leadsInto(search: readonly (string | number)[], path: readonly (string | number)[]): boolean {
  if (!search.every((key, at) => key === path[at])) return false;
  return SHAPES.has(
    path
      .slice(search.length)
      .map((key) => (key === '@' ? key : '*'))
      .join('.'),
  );
}

function keysOf(path: ResponsePath | undefined): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.prev) keys.unshift(typeof at.key === 'number' ? '@' : at.key);
  return keys;
}
