import { renderToString } from 'preact-render-to-string';
import { siteTextsOf } from '../language/siteTexts';
import type { Texts } from '../language/Texts';
import { favicon } from '../registerSiteFiles';
import { examples } from './examples';

/** Where the explorer's parts are. */
export interface ExplorerAddresses {
  readonly stylesheets: readonly string[];
  /** In the order in which they run. */
  readonly scripts: readonly string[];
  /** By the names that Monaco gives to its workers. */
  readonly workers: Readonly<Record<string, string>>;
  /** The hub's GraphQL endpoint. */
  readonly endpoint: string;
}

interface ExplorerPageProps {
  readonly addresses: ExplorerAddresses;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
  /** The page of the question from which somebody came; undefined where they came from none. */
  readonly question: string | undefined;
}

/** GraphiQL, opened on the examples. */
function ExplorerPage({ addresses, texts, chosenLang, question }: ExplorerPageProps) {
  const { language } = texts;
  const queries = examples.map(({ asks, query }) => ({ asks: asks[language], query: query(language) }));
  const options = { endpoint: addresses.endpoint, workers: addresses.workers, query: queries[0]?.query };
  const home = chosenLang === undefined ? '/' : `/?lang=${chosenLang}`;
  return (
    <html lang={texts.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${texts.explorerTitle} – Hanse`}</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={favicon.href} type={favicon.mediaType} />
        {addresses.stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {addresses.scripts.map((src) => (
          <script key={src} src={src} defer />
        ))}
      </head>
      <body>
        <header>
          <p class="brand">
            <a href={home}>Hanse</a>
          </p>
          <h1>{texts.explorerTitle}</h1>
          <p>{texts.explorerIntroduction}</p>
          <a class="back" href={question ?? home}>
            {question === undefined ? texts.backToSearch : siteTextsOf(language).backToQuestion}
          </a>
          <nav aria-label={texts.explorerExamples}>
            <ul>
              {queries.map(({ asks, query }) => (
                <li key={asks}>
                  <a href={addressOf(query, chosenLang)}>{asks}</a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main>
          <noscript>
            <p>{texts.explorerNeedsScript}</p>
          </noscript>
          <div id="graphiql" data-options={JSON.stringify(options)} />
        </main>
      </body>
    </html>
  );
}

function addressOf(query: string, lang: string | undefined): string {
  return `/explorer?${new URLSearchParams({ ...(lang !== undefined && { lang }), query }).toString()}`;
}

/** The explorer as an HTML document. */
export function renderExplorer(props: ExplorerPageProps): string {
  return `<!doctype html>${renderToString(<ExplorerPage {...props} />)}`;
}
