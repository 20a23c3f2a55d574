import { GraphQLError } from 'graphql';
import type { FailureStatus } from '../../contract/AskCity';

/**
 * A city's needs could not be had from it. The code tells what became of asking: `CITY_TIMED_OUT`, `CITY_UNREACHABLE`,
 * ...; `CITY_ERROR` when the city answered, but reported an error.
 */
export class NeedsUnavailableError extends GraphQLError {
  constructor(cityId: string, failure: FailureStatus | 'ERROR', message: string) {
    super(`The needs could not be had from ${cityId}. ${message}`, {
      extensions: { code: `CITY_${failure}`, city: cityId, phase: 'SEARCH' },
    });
    this.name = 'NeedsUnavailableError';
  }
}
