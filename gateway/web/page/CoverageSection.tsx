import { formatNumber } from '../language/formatAmount';
import { questionTextsOf } from '../language/questionTexts';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { describeCoverage, isIncomplete, withholds } from '../search/coverage';
import type { Coverage } from '../search/SearchAnswer';
import { SignInToSee } from '../sign-in/SessionBar';
import { AskAgain } from './AskAgain';
import type { Frame } from './Frame';
import { RecordLink } from './RecordLink';

interface CoverageSectionProps {
  readonly coverage: Coverage;
  /** Where the same question is asked again. */
  readonly again: string;
  readonly session: Frame['session'];
  readonly texts: Texts;
}

/**
 * Which cities an answer rests on: in words, and folded away each city with what became of asking it. On a phone each city stands above what is
 * told of it; the roles are said, since a table that is laid out otherwise is none to some browsers.
 */
export function CoverageSection({ coverage, again, session, texts }: CoverageSectionProps) {
  const words = searchTextsOf(texts.language);
  const { statuses } = questionTextsOf(texts.language);
  return (
    <section class={isIncomplete(coverage) ? 'coverage incomplete' : 'coverage'} aria-labelledby="coverage">
      <h2 id="coverage">{texts.coverage}</h2>
      <p>{describeCoverage(coverage, texts).join(' ')}</p>
      {coverage.cities.some(({ status }) => status !== 'ANSWERED' && status !== 'SUSPENDED') && (
        <AskAgain {...{ again, texts }} />
      )}
      {withholds(coverage) && <SignInToSee session={session} language={texts.language} />}
      {coverage.cities.length > 0 && (
        <details>
          <summary>{words.eachCity}</summary>
          <table class="each-city" role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">
                  {texts.columns.city}
                </th>
                <th scope="col" role="columnheader">
                  {words.state}
                </th>
                <th scope="col" role="columnheader">
                  {words.hits}
                </th>
                <th scope="col" role="columnheader">
                  {words.time}
                </th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {coverage.cities.map(({ city, status, hits, tookMs }) => (
                <tr key={city.id} role="row">
                  <th scope="row" role="rowheader">
                    <RecordLink id={city.id}>{city.name}</RecordLink>
                  </th>
                  <td role="cell" class={status === 'ANSWERED' ? 'words' : 'words missing'}>
                    {statuses[status]}
                  </td>
                  <td role="cell" data-head={words.hits}>
                    {hits === null ? '–' : formatNumber(String(hits), texts.language)}
                  </td>
                  <td role="cell" data-head={words.time}>
                    {tookMs == null ? '–' : `${tookMs} ms`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
