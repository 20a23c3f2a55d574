import type { Coverage as CoverageOfAnswer } from '../search/SearchAnswer';
import { describeCoverage } from '../language/describeCoverage';
import type { Texts } from '../language/Texts';

interface CoverageProps {
  readonly coverage: CoverageOfAnswer;
  readonly texts: Texts;
}

/** Which cities an answer rests on, in words. */
export function Coverage({ coverage, texts }: CoverageProps) {
  return (
    <section class={coverage.complete ? 'coverage' : 'coverage incomplete'} aria-labelledby="coverage">
      <h2 id="coverage">{texts.coverage}</h2>
      <p>{describeCoverage(coverage, texts).join(' ')}</p>
    </section>
  );
}
