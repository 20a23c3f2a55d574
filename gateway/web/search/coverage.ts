import type { AnswerStatus, CityAnswer, Coverage, HitPage } from './SearchAnswer';
import type { Texts } from '../language/Texts';

/** From the mildest to the worst. */
const FAILURES = ['PARTIAL', 'TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID', 'SUSPENDED'] as const;
const ORDER: readonly AnswerStatus[] = ['ANSWERED', ...FAILURES];

/**
 * What a list rests on that was read in two parts. A city that failed in either leaves a hole in the whole, so each city
 * counts with the worse of its two answers, and with the time of both.
 */
export function mergeCoverage(a: Coverage, b: Coverage): Coverage {
  const cities = new Map<string, CityAnswer>(a.cities.map((answer) => [answer.city.id, answer]));
  for (const answer of b.cities) {
    const before = cities.get(answer.city.id);
    const worse = !before || isWorse(answer.status, before.status) ? answer : before;
    cities.set(answer.city.id, { ...worse, tookMs: sumOf(before?.tookMs, answer.tookMs) });
  }
  const merged = [...cities.values()];
  return {
    asked: merged.length,
    answered: merged.filter((answer) => answer.status === 'ANSWERED').length,
    notAsked: Math.max(a.notAsked, b.notAsked),
    withheld: a.withheld,
    complete: a.complete && b.complete,
    cities: merged,
  };
}

/** Of what is known. */
function sumOf(one: number | null | undefined, other: number | null | undefined): number | null {
  return one == null ? (other ?? null) : one + (other ?? 0);
}

function isWorse(status: AnswerStatus, than: AnswerStatus): boolean {
  return ORDER.indexOf(status) > ORDER.indexOf(than);
}

type AskedCities = Pick<Coverage, 'asked' | 'notAsked' | 'complete'>;

/** Whether the conditions leave no city that could be asked. */
export function leavesNoCity({
  asked,
  notAsked,
  complete,
}: Pick<Coverage, 'asked' | 'notAsked' | 'complete'>): boolean {
  return !complete && asked === 0 && notAsked === 0;
}

/** Whether a city that could match did not say all. */
export function isIncomplete(coverage: AskedCities): boolean {
  return !coverage.complete && !leavesNoCity(coverage);
}

/** Whether what an answer rests on has to be read first: cities did not say all, or nothing was found but what only members may see. */
export function isTelling({ totalCount, coverage }: Pick<HitPage<unknown>, 'totalCount' | 'coverage'>): boolean {
  return isIncomplete(coverage) || (totalCount === 0 && withholds(coverage));
}

/** Whether there is something that only members may see. */
export function withholds({ withheld, cities }: Coverage): boolean {
  return (withheld ?? 0) > 0 || cities.some((city) => city.withheld === true);
}

/** What an answer rests on, in sentences: how many cities were asked, which did not answer, and whether that is all. */
export function describeCoverage(coverage: Coverage, texts: Texts): string[] {
  const namesWhere = (holds: (answer: Coverage['cities'][number]) => boolean): string =>
    coverage.cities
      .filter(holds)
      .map((answer) => answer.city.name)
      .join(', ');

  const isRuledOut = coverage.asked === 0 && coverage.complete;
  const sentences = [
    isRuledOut
      ? withholds(coverage)
        ? texts.noneCountsForAll
        : texts.noneCounts
      : coverage.asked === 0
        ? texts.nothingAsked
        : texts.coverageOf(coverage.answered, coverage.asked),
  ];
  for (const status of FAILURES) {
    const names = namesWhere((answer) => answer.status === status);
    if (names !== '') sentences.push(texts.cityStatuses[status](names));
  }
  if (coverage.notAsked > 0) sentences.push(texts.notAsked(coverage.notAsked));
  if (!isRuledOut && !leavesNoCity(coverage))
    sentences.push(coverage.complete ? texts.coverageComplete : texts.coverageIncomplete);
  const withheld = namesWhere((answer) => answer.withheld === true);
  if (withheld !== '') sentences.push(texts.withheld(withheld));
  if ((coverage.withheld ?? 0) > 0) sentences.push(texts.withheldAlone(coverage.withheld ?? 0));
  return sentences;
}
