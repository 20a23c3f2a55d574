import type { AnswerStatus, Coverage } from '../search/SearchAnswer';
import type { Texts } from './Texts';

const FAILURES: readonly Exclude<AnswerStatus, 'ANSWERED'>[] = [
  'PARTIAL',
  'TIMED_OUT',
  'UNREACHABLE',
  'REFUSED',
  'INVALID',
];

/** What an answer rests on, in sentences: how many cities were asked, which did not answer, and whether that is all. */
export function describeCoverage(coverage: Coverage, texts: Texts): string[] {
  const namesWhere = (holds: (answer: Coverage['cities'][number]) => boolean): string =>
    coverage.cities
      .filter(holds)
      .map((answer) => answer.city.name)
      .join(', ');

  const sentences = [coverage.asked === 0 ? texts.nothingAsked : texts.coverageOf(coverage.answered, coverage.asked)];
  for (const status of FAILURES) {
    const names = namesWhere((answer) => answer.status === status);
    if (names !== '') sentences.push(texts.cityStatuses[status](names));
  }
  if (coverage.notAsked > 0) sentences.push(texts.notAsked(coverage.notAsked));
  sentences.push(coverage.complete ? texts.coverageComplete : texts.coverageIncomplete);
  const withheld = namesWhere((answer) => answer.withheld === true);
  if (withheld !== '') sentences.push(texts.withheld(withheld));
  return sentences;
}
