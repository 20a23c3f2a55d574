import type { SearchProblem } from '../search/parseSearch';
import type { Texts } from '../language/Texts';
import type { PageState } from './PageState';

interface ProblemProps {
  readonly page: Extract<PageState, { state: 'malformed' | 'refused' | 'failed' }>;
  readonly texts: Texts;
}

/** Why there is no answer. */
export function Problem({ page, texts }: ProblemProps) {
  switch (page.state) {
    case 'malformed':
      return (
        <section class="problem" role="alert">
          <h2>{texts.badQuestion}</h2>
          <p>{describeProblem(page.problem, texts)}</p>
        </section>
      );
    case 'refused':
      return (
        <section class="problem" role="alert">
          <h2>{texts.badQuestion}</h2>
          <p>
            {texts.hubSays} <span lang="en">{page.message}</span>
          </p>
        </section>
      );
    case 'failed':
      return (
        <section class="problem" role="alert">
          <h2>{texts.hubFailed}</h2>
          <p>{texts.hubFailedHint}</p>
        </section>
      );
  }
}

function describeProblem({ parameter, reason }: SearchProblem, texts: Texts): string {
  switch (reason) {
    case 'repeated':
      return texts.repeatedParameter(parameter);
    case 'too long':
      return texts.tooLong(parameter);
    case 'unknown':
      return texts.unknownValue(parameter);
  }
}
