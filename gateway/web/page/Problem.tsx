import type { Texts } from '../language/Texts';
import type { SearchProblem } from '../search/Search';

/** Why a question has no answer. */
export type Trouble =
  /** The address is no search. */
  | { readonly state: 'malformed'; readonly problem: SearchProblem }
  /** The hub says, in English, why it cannot answer this search. */
  | { readonly state: 'refused'; readonly message: string }
  /** The hub could not answer. */
  | { readonly state: 'failed' };

interface ProblemProps {
  readonly trouble: Trouble;
  readonly texts: Texts;
}

/** Why there is no answer. */
export function Problem({ trouble, texts }: ProblemProps) {
  switch (trouble.state) {
    case 'malformed':
      return (
        <section class="problem" role="alert">
          <h1>{texts.badQuestion}</h1>
          <p>{describeProblem(trouble.problem, texts)}</p>
        </section>
      );
    case 'refused':
      return (
        <section class="problem" role="alert">
          <h1>{texts.badQuestion}</h1>
          <p>
            {texts.hubSays} <span lang="en">{trouble.message}</span>
          </p>
        </section>
      );
    case 'failed':
      return (
        <section class="problem" role="alert">
          <h1>{texts.hubFailed}</h1>
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
