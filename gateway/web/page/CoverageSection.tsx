import { formatNumber } from '../language/formatAmount';
import { questionTextsOf } from '../language/questionTexts';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { describeCoverage, withholds } from '../search/coverage';
import type { Coverage } from '../search/SearchAnswer';
import { SignInToSee } from '../sign-in/SessionBar';
import type { Frame } from './Frame';
import { RecordLink } from './RecordLink';

interface CoverageSectionProps {
  readonly coverage: Coverage;
  /** Where the same question is asked again. */
  readonly again: string;
  readonly session: Frame['session'];
  readonly texts: Texts;
}

/** Which cities an answer rests on: in words, and folded away each city with what became of asking it. */
export function CoverageSection({ coverage, again, session, texts }: CoverageSectionProps) {
  const words = searchTextsOf(texts.language);
  const { statuses } = questionTextsOf(texts.language);
  return (
    <section class={coverage.complete ? 'coverage' : 'coverage incomplete'} aria-labelledby="coverage">
      <h2 id="coverage">{texts.coverage}</h2>
      <p>{describeCoverage(coverage, texts).join(' ')}</p>
      {coverage.cities.some(({ status }) => status !== 'ANSWERED' && status !== 'SUSPENDED') && (
        <p>
          <a href={again}>{words.askAgain}</a>
        </p>
      )}
      {withholds(coverage) && <SignInToSee session={session} language={texts.language} />}
      {coverage.cities.length > 0 && (
        <details>
          <summary>{words.eachCity}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.columns.city}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.hits}</th>
                <th scope="col">{words.time}</th>
              </tr>
            </thead>
            <tbody>
              {coverage.cities.map(({ city, status, hits, tookMs }) => (
                <tr key={city.id}>
                  <th scope="row">
                    <RecordLink id={city.id}>{city.name}</RecordLink>
                  </th>
                  <td class={status === 'ANSWERED' ? 'words' : 'words missing'}>{statuses[status]}</td>
                  <td>{hits === null ? '–' : formatNumber(String(hits), texts.language)}</td>
                  <td>{tookMs == null ? '–' : `${tookMs} ms`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
