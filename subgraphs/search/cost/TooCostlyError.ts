import { GraphQLError } from 'graphql';

/** A client's request would cost more than the hub's operator allows. Nothing of what it names was done. */
export class TooCostlyError extends GraphQLError {
  constructor(cost: number, limit: number) {
    super(
      `This query costs ${cost}, and the limit is ${limit}: these are points, one for 5 ms that the hub or a city has to ` +
        'work. Ask for fewer things at once, for smaller pages, or of fewer cities.',
      { extensions: { code: 'TOO_COSTLY' } },
    );
    this.name = 'TooCostlyError';
  }
}
