import { GraphQLError } from 'graphql';

/** A client's request would cost more than the hub's operator allows. Nothing of what it names was done. */
export class TooCostlyError extends GraphQLError {
  constructor(cost: number, limit: number) {
    super(
      `This query costs ${cost}, and the limit is ${limit}: each search, and each fetch of details, costs as much as ` +
        'there are cities to ask. Ask for fewer things at once, or of fewer cities.',
      { extensions: { code: 'TOO_COSTLY' } },
    );
    this.name = 'TooCostlyError';
  }
}
