import { GraphQLError } from 'graphql';

/** A question that cannot be answered because one of its arguments is wrong. Reaches the client as it is. */
export class BadUserInputError extends GraphQLError {
  constructor(argument: string, message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
    this.name = 'BadUserInputError';
  }
}
