import { GraphQLError } from 'graphql';
import type { CityChoice } from '../choice/chooseCities';
import type { HitsAnswer } from '../hits/readAnswer';

const LESS = 'With require: ANY the search gives what there is.';

/** A search that needs every city could not have one. The code tells what became of asking: `CITY_TIMED_OUT`, ... */
export class CitySearchError extends GraphQLError {
  constructor(cityId: string, status: Exclude<HitsAnswer['status'], 'ANSWERED'>, reason: string) {
    super(`Every city is required, but ${cityId} could not be had. ${reason} ${LESS}`, {
      extensions: { code: `CITY_${status}`, city: cityId, phase: 'SEARCH' },
    });
    this.name = 'CitySearchError';
  }
}

/** A search that needs every city cannot ask them all. */
export class CitiesNotAskedError extends GraphQLError {
  constructor(reason: string) {
    super(`Every city is required, but ${reason} ${LESS}`, {
      extensions: { code: 'CITIES_NOT_ASKED', phase: 'SEARCH' },
    });
    this.name = 'CitiesNotAskedError';
  }
}

/** @throws CitiesNotAskedError when the answer could not be complete, whatever the cities say */
export function requireAllAsked({ candidates, notAsked }: CityChoice): void {
  if (candidates === 0) throw new CitiesNotAskedError('there is none that could be asked.');
  if (notAsked > 0) {
    throw new CitiesNotAskedError(
      `${notAsked} of those that might match would not be asked. Name a concept, or filter.`,
    );
  }
}

/** @throws CitySearchError when a city did not answer in full */
export function requireAnswer(cityId: string, { status, message }: HitsAnswer): void {
  if (status !== 'ANSWERED') throw new CitySearchError(cityId, status, message ?? '');
}
