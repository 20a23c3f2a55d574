import type { AnswerStatus, CityAnswer, Coverage } from './SearchAnswer';

/** From the best to the worst. */
const ORDER: readonly AnswerStatus[] = ['ANSWERED', 'PARTIAL', 'TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID'];

/**
 * What a list rests on that was read in two parts. A city that failed in either leaves a hole in the whole, so each city
 * counts with the worse of its two answers.
 */
export function mergeCoverage(a: Coverage, b: Coverage): Coverage {
  const cities = new Map<string, CityAnswer>(a.cities.map((answer) => [answer.city.id, answer]));
  for (const answer of b.cities) {
    const before = cities.get(answer.city.id);
    if (!before || isWorse(answer.status, before.status)) cities.set(answer.city.id, answer);
  }
  const merged = [...cities.values()];
  return {
    asked: merged.length,
    answered: merged.filter((answer) => answer.status === 'ANSWERED').length,
    notAsked: Math.max(a.notAsked, b.notAsked),
    complete: a.complete && b.complete,
    cities: merged,
  };
}

function isWorse(status: AnswerStatus, than: AnswerStatus): boolean {
  return ORDER.indexOf(status) > ORDER.indexOf(than);
}
