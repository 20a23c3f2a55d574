import { renderToString } from 'preact-render-to-string';
import type { Texts } from '../language/Texts';
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
}

/** GraphiQL, opened on the examples. */
function ExplorerPage({ addresses, texts, chosenLang }: ExplorerPageProps) {
  const { language } = texts;
  const queries = examples.map(({ asks, query }) => ({ asks: asks[language], query: query(language) }));
  const options = { endpoint: addresses.endpoint, workers: addresses.workers, query: queries[0]?.query };
  return (
    <html lang={texts.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${texts.explorerTitle} – Hanse`}</title>
        {/* Without it, browsers ask for /favicon.ico. */}
        <link rel="icon" href="data:," />
        {addresses.stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {addresses.scripts.map((src) => (
          <script key={src} src={src} defer />
        ))}
      </head>
      <body>
        <header>
          <h1>{texts.explorerTitle}</h1>
          <p>{texts.explorerIntroduction}</p>
          <a href={chosenLang === undefined ? '/' : `/?lang=${chosenLang}`}>{texts.backToSearch}</a>
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
export function renderExplorer(addresses: ExplorerAddresses, texts: Texts, chosenLang: string | undefined): string {
  return `<!doctype html>${renderToString(
    <ExplorerPage addresses={addresses} texts={texts} chosenLang={chosenLang} />,
  )}`;
}
