import { GraphQLError } from 'graphql';
import type { CityChoice } from './choice/chooseCities';
import type { HitsAnswer } from './hits/readAnswer';

/** `CityAnswer` of the API. */
interface CityAnswer {
  readonly city: { readonly id: string };
  readonly status: HitsAnswer['status'] | 'SUSPENDED';
  readonly hits: number | null;
  readonly withheld: boolean | null;
  /** Null for one that was not asked. */
  readonly tookMs: number | null;
  readonly message: string | null;
}

/** `Coverage` of the API. */
export interface Coverage {
  readonly asked: number;
  readonly answered: number;
  readonly notAsked: number;
  /** Null for members, and as soon as words decide. */
  readonly withheld: number | null;
  readonly complete: boolean;
  readonly tookMs: number;
  /** ISO 8601 in UTC. */
  readonly summariesAsOf: string | null;
  readonly cities: readonly CityAnswer[];
}

/** What became of asking a city: `total` is how many matches it has, where it said so. */
export interface CoveredAnswer {
  readonly status: HitsAnswer['status'];
  readonly total?: number;
  readonly message: string | null;
  readonly tookMs: number;
}

/**
 * Says which cities an answer rests on.
 *
 * It is complete when every city that could match was asked and answered in full, and none is suspended that might match. That holds too when nobody had to be
 * asked because the summary of every candidate rules a match out (a city without a summary is always asked). It does not
 * hold when there was no candidate at all: then nothing could be asked, and an empty page says nothing about the world.
 *
 * @param answers in the order of `choice.asked`
 */
export function cover(choice: CityChoice, answers: readonly CoveredAnswer[], tookMs: number): Coverage {
  const told = choice.asked.flatMap(({ cityId, withheld }, index): CityAnswer[] => {
    const answer = answers[index];
    if (answer === undefined) return [];
    return [
      {
        city: { id: cityId },
        status: answer.status,
        hits: answer.total ?? null,
        withheld,
        tookMs: Math.round(answer.tookMs),
        message: answer.message,
      },
    ];
  });
  const cities = [...told, ...choice.suspended.map(ofSuspended)];
  const answered = told.filter((city) => city.status === 'ANSWERED').length;
  return {
    asked: cities.length,
    answered,
    notAsked: choice.notAsked,
    withheld: choice.withheld,
    complete: choice.candidates > 0 && choice.notAsked === 0 && answered === cities.length,
    tookMs: Math.round(tookMs),
    summariesAsOf: choice.summariesAsOf?.toISOString() ?? null,
    cities,
  };
}

const SUSPENDED = 'The operator of the network took it out for a while.';

function ofSuspended(cityId: string): CityAnswer {
  return { city: { id: cityId }, status: 'SUSPENDED', hits: null, withheld: null, tookMs: null, message: SUSPENDED };
}

const LESS = 'With require: ANY the search gives what there is.';

/** A search that needs every city could not have one. The code tells what became of asking: `CITY_TIMED_OUT`, ... */
class CitySearchError extends GraphQLError {
  constructor(cityId: string, status: Exclude<CityAnswer['status'], 'ANSWERED'>, reason: string) {
    super(`Every city is required, but ${cityId} could not be had. ${reason} ${LESS}`, {
      extensions: { code: `CITY_${status}`, city: cityId, phase: 'SEARCH' },
    });
    this.name = 'CitySearchError';
  }
}

/** A search that needs every city cannot ask them all. */
class CitiesNotAskedError extends GraphQLError {
  constructor(reason: string) {
    super(`Every city is required, but ${reason} ${LESS}`, {
      extensions: { code: 'CITIES_NOT_ASKED', phase: 'SEARCH' },
    });
    this.name = 'CitiesNotAskedError';
  }
}

/** @throws CitiesNotAskedError, CitySearchError when the answer could not be complete, whatever the cities say */
export function requireAllAsked({ candidates, notAsked, suspended }: CityChoice): void {
  if (suspended[0] !== undefined) throw new CitySearchError(suspended[0], 'SUSPENDED', SUSPENDED);
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
