import { BadUserInputError } from '../BadUserInputError';

/** How many a client wants; a null means what leaving out means. Throws a `BadUserInputError` out of 1 to `max`. */
export function readFirst(
  first: number | null | undefined,
  { fallback, max }: { fallback: number; max: number },
): number {
  if (first == null) return fallback;
  if (first < 1 || first > max) throw new BadUserInputError('first', `a number from 1 to ${max}`, first);
  return first;
}
