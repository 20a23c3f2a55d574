import { GraphQLError } from 'graphql';

/** A client's request would cost more than the hub's operator allows. Nothing of what it names was done. */
export class TooCostlyError extends GraphQLError {
  constructor(cost: number, limit: number) {
    super(
      `This query costs ${cost}, and the limit is ${limit}: each search costs as much as there are cities to ask. ` +
        'Search for fewer things at once, or in fewer cities.',
      { extensions: { code: 'TOO_COSTLY' } },
    );
    this.name = 'TooCostlyError';
  }
}
