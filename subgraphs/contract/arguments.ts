import { GraphQLError } from 'graphql';

const SHOWN_CHARACTERS = 80;

/**
 * A client asked for something that cannot be: the message says what was expected and what was got, `argument` names
 * the argument (a path such as `filter.cities` inside an input object).
 */
export class BadUserInputError extends GraphQLError {
  constructor(argument: string, expected: string, got: string | number) {
    super(`${argument} must be ${expected}, but got ${show(got)}.`, {
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
    this.name = 'BadUserInputError';
  }
}

function show(got: string | number): string {
  const shown = JSON.stringify(got);
  return shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown;
}

/** How many a client wants; a null means what leaving out means. Throws a `BadUserInputError` out of 1 to `max`. */
export function readFirst(
  first: number | null | undefined,
  { fallback, max }: { fallback: number; max: number },
): number {
  if (first == null) return fallback;
  if (first < 1 || first > max) throw new BadUserInputError('first', `a number from 1 to ${max}`, first);
  return first;
}
