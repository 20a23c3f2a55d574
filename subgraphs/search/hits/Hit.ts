import type { MappingKind, Role } from '../../contract/enums';
import { compareText } from '../../contract/compareText';
import { compareFolded } from '../../contract/foldTitle';

/** Where a hit stands in the order of all hits. */
export interface Position {
  /**
   * By which it stands where the order is not by relevance: in milliseconds since 1970 when its record was changed, latest
   * first; or its folded title. Undefined in an order by relevance, which is by tier, then by score, highest first.
   */
  readonly sort?: number | string | undefined;
  /** How much of what makes tiers the hit has. 0 where a question makes none. */
  readonly tier: number;
  readonly score: number;
  readonly id: string;
}

export type HitMatch =
  | { readonly by: 'concept'; readonly concept: string; readonly mapping: MappingKind }
  | { readonly by: 'text'; readonly text: number };

/** A record that a city found, after its answer was verified. */
export interface Hit extends Position {
  readonly match: HitMatch;
  /**
   * Which of the question's aspects, 0 and up, and behind these which of the words that are to lift, ascending. Null where the
   * question makes no tiers, and from a city that cannot say it.
   */
  readonly matched: readonly number[] | null;
  /** The city's topic that matched, `<city>:topic:<local>`. */
  readonly topic: string | null;
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
}

/**
 * Compares positions of one order; those that stand alike in it by id, byte by byte (ids are ASCII, so code units will do).
 * Cities sort by the same rule; a locale's collation would not.
 */
export function comparePositions(a: Position, b: Position): number {
  if (typeof a.sort === 'string' && typeof b.sort === 'string') {
    const byTitle = compareFolded(a.sort, b.sort);
    if (byTitle !== 0) return byTitle;
  } else if (typeof a.sort === 'number' && typeof b.sort === 'number') {
    if (a.sort !== b.sort) return b.sort - a.sort;
  } else {
    if (a.tier !== b.tier) return b.tier - a.tier;
    if (a.score !== b.score) return b.score - a.score;
  }
  return compareText(a.id, b.id);
}

/** What a hit of a programme or a need says to make its score, beside what every hit has. */
export interface StandingTold {
  readonly status: string | null;
  /** Of a programme alone. */
  readonly goodPractice?: boolean | undefined;
}

/** Beside the hits: few are ever held against their records, and searches have very many. */
const told = new WeakMap<Hit, StandingTold>();

export function rememberTold(hit: Hit, { status, goodPractice }: StandingTold): void {
  told.set(hit, { status, goodPractice });
}

/** Undefined for a hit of another kind. */
export function standingTold(hit: Hit): StandingTold | undefined {
  return told.get(hit);
}
