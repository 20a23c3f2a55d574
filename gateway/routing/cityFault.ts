import type { GraphQLFormattedError } from 'graphql';

/** Why a city's part of an answer is missing, as clients see it in an error's `extensions.code`. */
export type CityFaultCode =
  | 'CITY_UNREACHABLE'
  | 'CITY_TIMED_OUT'
  | 'CITY_REFUSED'
  | 'CITY_INVALID'
  /** The city itself reported an error in a field. */
  | 'CITY_ERROR'
  /** The city spoke for an id that is not its own. */
  | 'FOREIGN_ID';

/** An error that clients see, at a place in `_entities`. The search had ended when it happened, hence the phase. */
export function cityFault(
  code: CityFaultCode,
  city: string,
  message: string,
  path: readonly (string | number)[],
): GraphQLFormattedError {
  return { message, path, extensions: { code, city, phase: 'FETCH' } };
}
