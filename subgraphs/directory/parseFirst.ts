import { BadUserInputError } from './BadUserInputError';

const MOST = 100;

/** How many items a page shall have, 1 to 100. An explicit `null` means the default, as if nothing had been given. */
export function parseFirst(first: number | null | undefined, byDefault: number): number {
  const count = first ?? byDefault;
  if (count < 1 || count > MOST) throw new BadUserInputError('first', `a number from 1 to ${MOST}`, count);
  return count;
}
