import type { MappingKind, Role } from '../../contract/enums';

/** Where a hit stands in the order of all hits: by score, highest first, then by id. */
export interface Position {
  readonly score: number;
  readonly id: string;
}

export type HitMatch =
  | { readonly by: 'concept'; readonly concept: string; readonly mapping: MappingKind }
  | { readonly by: 'text'; readonly text: number };

/** A record that a city found, after its answer was verified. */
export interface Hit extends Position {
  readonly match: HitMatch;
  /** The city's topic that matched, `<city>:topic:<local>`. */
  readonly topic: string | null;
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
}

/**
 * Orders by score, highest first, then by id, byte by byte (ids are ASCII, so code units will do). Cities sort by the
 * same rule; a locale's collation would not.
 */
export function comparePositions(a: Position, b: Position): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** What a hit of a programme says to make its score, beside what every hit has. */
interface ProgrammeTold {
  readonly status: string | null;
  readonly goodPractice: boolean;
}

/** Beside the hits: few are ever held against their records, and searches have very many. */
const told = new WeakMap<Hit, ProgrammeTold>();

export function rememberTold(hit: Hit, raw: object): void {
  const { status, goodPractice } = raw as Partial<ProgrammeTold>;
  if (status !== undefined && goodPractice !== undefined) told.set(hit, { status, goodPractice });
}

/** Undefined for a hit of another kind. */
export function programmeTold(hit: Hit): ProgrammeTold | undefined {
  return told.get(hit);
}
