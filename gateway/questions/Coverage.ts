import { describeCoverage as describeCities, mergeCoverage as mergeCities } from '../web/search/coverage';
import type { Coverage as CoverageOfCities } from '../web/search/SearchAnswer';
import type { Texts } from '../web/language/Texts';
import { questionTextsOf } from '../web/language/questionTexts';

/** What is counted from summaries that cities gave before. */
export interface CoverageOfSummaries {
  /** Cities counted. */
  readonly counted: number;
  /** Those whose summary the hub does not have yet. */
  readonly notCounted: number;
  /** When the oldest of the summaries was made. */
  readonly summariesAsOf: string | null;
}

/** Which cities an answer rests on. */
export type Coverage =
  ({ readonly from: 'cities' } & CoverageOfCities) | ({ readonly from: 'summaries' } & CoverageOfSummaries);

/** Whether an answer has all that its cities have for it. */
export function isComplete(coverage: Coverage | undefined): boolean {
  if (coverage === undefined) return true;
  return coverage.from === 'cities' ? coverage.complete : coverage.notCounted === 0;
}

/** What two parts of an answer rest on together: each city counts with the worse of its answers. */
export function mergeCoverage(a: Coverage | undefined, b: Coverage | undefined): Coverage | undefined {
  if (a?.from === 'cities' && b?.from === 'cities') return { from: 'cities', ...mergeCities(a, b) };
  return b ?? a;
}

/** What an answer rests on, in sentences. */
export function describeCoverage(coverage: Coverage | undefined, texts: Texts): readonly string[] {
  const { fromDirectory, fromSummaries, notCounted } = questionTextsOf(texts.language);
  if (coverage === undefined) return [fromDirectory];
  if (coverage.from === 'cities') return describeCities(coverage, texts);
  return [
    fromSummaries(coverage.counted, coverage.summariesAsOf),
    ...(coverage.notCounted > 0 ? [notCounted(coverage.notCounted)] : []),
  ];
}

/**
 * Each city that was asked, in a sentence: how it answered, how many matches it has, how long it took. The time is another one each time
 * it is asked, so these are no part of what makes two answers the same.
 */
export function describeEachCity(coverage: Coverage | undefined, { language }: Texts): readonly string[] {
  if (coverage?.from !== 'cities') return [];
  const { statuses, foundSoMany, afterMs } = questionTextsOf(language);
  return coverage.cities.map(({ city, status, hits, tookMs }) =>
    [
      `${city.name} (${city.country}): ${statuses[status]}`,
      ...(hits === null ? [] : [foundSoMany(hits)]),
      ...(tookMs == null ? [] : [afterMs(tookMs)]),
    ].join(', '),
  );
}

/**
 * The same as a structured field (RFC 9651, dictionary), such as `complete=?0, asked=7, answered=6, not-asked=0,
 * silent=("gera")`: `silent` are the cities that did not answer in full.
 */
export function coverageField(coverage: Coverage | undefined): string {
  const complete = `complete=?${isComplete(coverage) ? 1 : 0}`;
  if (coverage === undefined) return complete;
  if (coverage.from === 'summaries') {
    return `${complete}, counted=${coverage.counted}, not-counted=${coverage.notCounted}`;
  }
  const silent = coverage.cities.flatMap(({ status, city }) => (status === 'ANSWERED' ? [] : [`"${city.id}"`]));
  const named = silent.length === 0 ? '' : `, silent=(${silent.slice(0, MOST_NAMED).join(' ')})`;
  const { asked, answered, notAsked } = coverage;
  return `${complete}, asked=${asked}, answered=${answered}, not-asked=${notAsked}${named}`;
}

/** A header has an end, and proxies know it. */
const MOST_NAMED = 50;
