import { GraphQLError } from 'graphql';
import { SERVICE_UNAVAILABLE } from './SERVICE_UNAVAILABLE';

/** Nobody waits for the answer any more: see Patience. It reaches a client that does, after all, as an outage does. */
export class NobodyWaitsError extends GraphQLError {
  constructor() {
    super('The city gave up, because the time for the answer was over.', {
      extensions: { code: SERVICE_UNAVAILABLE },
    });
    this.name = 'NobodyWaitsError';
  }
}
