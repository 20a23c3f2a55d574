import { GraphQLError } from 'graphql';

/** A question that cannot be answered because one of its arguments is wrong. Reaches the client as it is. */
export class BadUserInputError extends GraphQLError {
  constructor(argument: string, message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
    this.name = 'BadUserInputError';
  }
}

/** The code of errors that are over when the database is back. */
export const SERVICE_UNAVAILABLE = 'SERVICE_UNAVAILABLE';

/** What the system calls an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
