import type { Position } from './Hit';

/**
 * Orders by score, highest first, then by id, byte by byte (ids are ASCII, so code units will do). Cities sort by the
 * same rule; a locale's collation would not.
 */
export function comparePositions(a: Position, b: Position): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
