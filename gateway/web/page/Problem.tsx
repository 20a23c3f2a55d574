import type { Texts } from '../language/Texts';
import type { Refused } from '../search/askHub';
import { describeRefusal } from '../search/describeRefusal';
import type { Search, SearchProblem } from '../search/Search';
import { AskAgain } from './AskAgain';
import { RefusalReason } from './RefusalReason';

/** Why a question has no answer. */
export type Trouble =
  /** The address is no search. */
  | { readonly state: 'malformed'; readonly problem: SearchProblem }
  | Refused
  /** The hub could not answer. */
  | { readonly state: 'failed' };

interface ProblemProps {
  readonly trouble: Trouble;
  readonly search: Search;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** Why there is no answer. */
export function Problem({ trouble, search, addressOf, texts }: ProblemProps) {
  switch (trouble.state) {
    case 'malformed':
      return (
        <section class="problem" role="alert">
          <h1>{texts.badQuestion}</h1>
          <p>{describeProblem(trouble.problem, texts)}</p>
        </section>
      );
    case 'refused': {
      const { reason, wayOn } = describeRefusal(trouble, search, texts);
      return (
        <section class="problem" role="alert">
          <h1>{texts.badQuestion}</h1>
          {reason === undefined ? <RefusalReason refused={trouble} texts={texts} /> : <p>{reason}</p>}
          {wayOn && (
            <p>
              <a href={addressOf(wayOn.other)}>{wayOn.label}</a>
            </p>
          )}
        </section>
      );
    }
    case 'failed':
      return (
        <section class="problem" role="alert">
          <h1>{texts.hubFailed}</h1>
          <p>{texts.hubFailedHint}</p>
          <AskAgain again={addressOf({ after: search.after, before: search.before })} texts={texts} />
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
