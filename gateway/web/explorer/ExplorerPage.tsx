import type { NoticeKind } from '../language/siteTexts';
import { siteTextsOf } from '../language/siteTexts';
import { explorerTextsOf } from '../language/explorerTexts';
import type { Texts } from '../language/Texts';
import { renderDocument } from '../page/Document';
import { css } from '../page/registerPage';
import type { Options } from './Options';
import { examples } from './examples';

interface ExplorerPageProps {
  /** The hub's GraphQL endpoint. */
  readonly endpoint: string;
  readonly nonce: string;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
  /** The page of the question from which somebody came; undefined where they came from none. */
  readonly question: string | undefined;
  readonly stylesheet: string;
  readonly script: string;
  readonly notices: readonly NoticeKind[];
}

/** The explorer as an HTML document, opened on the examples. */
export function renderExplorer(props: ExplorerPageProps): string {
  const { endpoint, nonce, texts, chosenLang, question, stylesheet, script, notices } = props;
  const { language } = texts;
  const queries = examples.map(({ asks, query }) => ({ asks: asks[language], query: query(language) }));
  const options: Options = { endpoint, nonce, query: queries[0]?.query ?? '', texts: explorerTextsOf(language) };
  const home = chosenLang === undefined ? '/' : `/?lang=${chosenLang}`;
  return renderDocument({
    ...{ texts, chosenLang, script, needsScript: true },
    title: `${texts.explorerTitle} – Hanse`,
    stylesheet: [css.href, stylesheet],
    // What the API answers takes no notice of a session, and so neither does the page.
    frame: { notices, session: { state: 'off' } },
    addressIn: (lang) =>
      `/explorer?lang=${lang}${question === undefined ? '' : `&from=${encodeURIComponent(question)}`}`,
    children: (
      <div id="results" class="explorer" tabIndex={-1}>
        <h1>{texts.explorerTitle}</h1>
        <p>
          <span class="needs-script">{texts.explorerIntroduction} </span>
          <a class="back" href={question ?? home}>
            {question === undefined ? texts.backToSearch : siteTextsOf(language).backToQuestion}
          </a>
        </p>
        <nav class="examples needs-script" aria-label={texts.explorerExamples}>
          <details>
            <summary>{texts.explorerExamples}</summary>
            <ul>
              {queries.map(({ asks, query }) => (
                <li key={asks}>
                  <a href={addressOf(query, chosenLang)}>{asks}</a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
        <noscript>
          <p>{texts.explorerNeedsScript}</p>
        </noscript>
        <div id="explorer" data-options={JSON.stringify(options)} />
      </div>
    ),
  });
}

function addressOf(query: string, lang: string | undefined): string {
  return `/explorer?${new URLSearchParams({ ...(lang !== undefined && { lang }), query }).toString()}`;
}
