import type { CityChoice } from '../choice/chooseCities';
import type { HitsAnswer } from '../hits/readAnswer';

/** `CityAnswer` of the API. */
export interface CityAnswer {
  readonly city: { readonly id: string };
  readonly status: HitsAnswer['status'];
  readonly hits: number | null;
  readonly withheld: boolean | null;
  readonly tookMs: number;
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

/**
 * Says which cities an answer rests on.
 *
 * It is complete when every city that could match was asked and answered in full. That holds too when nobody had to be
 * asked because the summary of every candidate rules a match out (a city without a summary is always asked). It does not
 * hold when there was no candidate at all: then nothing could be asked, and an empty page says nothing about the world.
 *
 * @param answers in the order of `choice.asked`
 */
export function cover(choice: CityChoice, answers: readonly HitsAnswer[], tookMs: number): Coverage {
  const cities = choice.asked.flatMap(({ cityId, withheld }, index): CityAnswer[] => {
    const answer = answers[index];
    if (answer === undefined) return [];
    return [
      {
        city: { id: cityId },
        status: answer.status,
        hits: 'total' in answer ? answer.total : null,
        withheld,
        tookMs: Math.round(answer.tookMs),
        message: answer.message,
      },
    ];
  });
  const answered = cities.filter((city) => city.status === 'ANSWERED').length;
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
