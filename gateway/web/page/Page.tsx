import { isBlank, writeQueryString } from '../search/Search';
import type { Search, SearchProblem } from '../search/Search';
import { siteTextsOf } from '../language/siteTexts';
import type { Texts } from '../language/Texts';
import { SignInToSee } from '../sign-in/SessionBar';
import { FurtherUse } from './FurtherUse';
import { Results } from './Results';
import { SearchForm } from './SearchForm';
import { renderDocument } from './Document';
import type { Frame } from './Frame';
import type { Coverage as CoverageOfAnswer, SearchAnswer } from '../search/SearchAnswer';
import { describeCoverage, isTelling, withholds } from '../search/coverage';

/** What the page shows. */
export type PageState =
  /** Nothing was asked yet. */
  | { readonly state: 'blank'; readonly search: Search }
  | { readonly state: 'answered'; readonly search: Search; readonly answer: SearchAnswer }
  /** The address is no search. */
  | { readonly state: 'malformed'; readonly search: Search; readonly problem: SearchProblem }
  /** The hub says, in English, why it cannot answer this search. */
  | { readonly state: 'refused'; readonly search: Search; readonly message: string }
  /** The hub could not answer. */
  | { readonly state: 'failed'; readonly search: Search | undefined };

interface PageProps {
  readonly page: PageState;
  /** Names in the address that say nothing to the page. */
  readonly unknown: readonly string[];
  readonly frame: Frame;
  readonly texts: Texts;
  /** The language when it was chosen by the switch, so that links keep it; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is, and the script of the search box. */
  readonly stylesheet: string;
  readonly script: string;
}

/** The search page as an HTML document. */
export function renderPage({ page, unknown, texts, ...shell }: PageProps): string {
  const { search } = page;
  const { chosenLang } = shell;
  const asked = search && !isBlank(search) ? (search.text ?? search.concepts.join(', ')) : undefined;
  return renderDocument({
    ...{ ...shell, texts },
    description: asked === undefined ? siteTextsOf(texts.language).description : undefined,
    title:
      asked === undefined ? `Hanse – ${texts.tagline}` : `${asked} – ${texts.kinds[search?.kind ?? 'experts']} – Hanse`,
    addressIn: (lang) => (search ? `/${writeQueryString({ ...search, lang })}` : `/?lang=${lang}`),
    children: (
      <>
        <h1>{texts.tagline}</h1>
        <SearchForm search={search} texts={texts} chosenLang={chosenLang} />
        <div id="results" tabIndex={-1}>
          {unknown.length > 0 && (
            <p class="ignored">
              {texts.unknownParameters}: {unknown.join(', ')}
            </p>
          )}
          {page.state === 'answered' && (
            <>
              {isTelling(page.answer.page) && (
                <Coverage coverage={page.answer.page.coverage} frame={shell.frame} texts={texts} />
              )}
              <Results answer={page.answer} search={page.search} texts={texts} chosenLang={chosenLang} />
              <FurtherUse
                search={page.search}
                pageInfo={page.answer.page.pageInfo}
                texts={texts}
                chosenLang={chosenLang}
              />
              {!isTelling(page.answer.page) && (
                <Coverage coverage={page.answer.page.coverage} frame={shell.frame} texts={texts} />
              )}
            </>
          )}
          {(page.state === 'malformed' || page.state === 'refused' || page.state === 'failed') && (
            <Problem page={page} texts={texts} />
          )}
        </div>
      </>
    ),
  });
}

interface CoverageProps {
  readonly coverage: CoverageOfAnswer;
  readonly frame: Frame;
  readonly texts: Texts;
}

/** Which cities an answer rests on, in words: above what was found where that has to be read first, else below. */
function Coverage({ coverage, frame, texts }: CoverageProps) {
  return (
    <section class={coverage.complete ? 'coverage' : 'coverage incomplete'} aria-labelledby="coverage">
      <h2 id="coverage">{texts.coverage}</h2>
      <p>{describeCoverage(coverage, texts).join(' ')}</p>
      {withholds(coverage) && <SignInToSee session={frame.session} language={texts.language} />}
    </section>
  );
}

interface ProblemProps {
  readonly page: Extract<PageState, { state: 'malformed' | 'refused' | 'failed' }>;
  readonly texts: Texts;
}

/** Why there is no answer. */
function Problem({ page, texts }: ProblemProps) {
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
