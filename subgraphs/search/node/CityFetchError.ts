import { GraphQLError } from 'graphql';
import type { FailureStatus } from '../../contract/AskCity';

/**
 * A record could not be had from its owner. The code tells what became of asking: `CITY_TIMED_OUT`, `CITY_UNREACHABLE`,
 * ...; `CITY_ERROR` when the city answered, but reported an error for this record.
 */
export class CityFetchError extends GraphQLError {
  constructor(cityId: string, failure: FailureStatus | 'ERROR', message: string) {
    super(`The record could not be had from ${cityId}. ${message}`, {
      extensions: { code: `CITY_${failure}`, city: cityId, phase: 'FETCH' },
    });
    this.name = 'CityFetchError';
  }
}
