import type { CityStatus } from '../record/Record';
import type { AnswerStatus, Coverage } from '../search/SearchAnswer';
import type { Place } from './drawRegion';

/** A city of the network, as the hub lists it. */
export interface ListedCity {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly status: CityStatus;
  readonly location: Place | null;
}

/** What a map says of a city. */
export type Mark =
  /** It is part of the network, and nothing was asked. */
  | { readonly state: 'connected' }
  /** It was not asked; where it could not match, it says so itself, by what it counts. */
  | { readonly state: 'unasked'; readonly couldMatch: boolean }
  /** It is listed, and cannot be asked. */
  | { readonly state: 'absent'; readonly status: Exclude<CityStatus, 'ADMITTED'> }
  | { readonly state: 'answered'; readonly hits: number }
  /** It was asked, and did not answer in full. */
  | { readonly state: 'silent'; readonly status: Exclude<AnswerStatus, 'ANSWERED'>; readonly hits: number | null };

export interface MapCity extends ListedCity {
  readonly mark: Mark;
}

/**
 * Cities with what became of asking them.
 *
 * @param coverage undefined where nothing was asked
 * @param mayBeLeftOut whether the conditions of the question may leave a city out: then it need not have nothing
 */
export function markCities(
  cities: readonly ListedCity[],
  coverage: Coverage | undefined,
  mayBeLeftOut: (city: ListedCity) => boolean = () => false,
): readonly MapCity[] {
  const answers = new Map(coverage?.cities.map((answer) => [answer.city.id, answer]));
  return cities.map((city) => {
    const answer = answers.get(city.id);
    if (answer === undefined) {
      if (city.status !== 'ADMITTED') return { ...city, mark: { state: 'absent', status: city.status } };
      if (coverage === undefined) return { ...city, mark: { state: 'connected' } };
      return { ...city, mark: { state: 'unasked', couldMatch: coverage.notAsked > 0 || mayBeLeftOut(city) } };
    }
    const { status, hits } = answer;
    return {
      ...city,
      mark: status === 'ANSWERED' ? { state: 'answered', hits: hits ?? 0 } : { state: 'silent', status, hits },
    };
  });
}

/** How many of its records match; zero where that is not known. */
export function hitsOf({ mark }: MapCity): number {
  return mark.state === 'answered' || mark.state === 'silent' ? (mark.hits ?? 0) : 0;
}
