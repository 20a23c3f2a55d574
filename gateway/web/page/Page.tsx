import { isBlank } from '../search/Search';
import type { Texts } from '../language/Texts';
import { Coverage } from './Coverage';
import { FurtherUse } from './FurtherUse';
import { LanguageSwitch } from './LanguageSwitch';
import type { PageState } from './PageState';
import { Problem } from './Problem';
import { Results } from './Results';
import { SearchForm } from './SearchForm';

export interface PageProps {
  readonly page: PageState;
  readonly texts: Texts;
  /** The language when it was chosen by the switch, so that links keep it; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is. */
  readonly stylesheet: string;
}

/** The whole search page. */
export function Page({ page, texts, chosenLang, stylesheet }: PageProps) {
  const search = page.state === 'malformed' ? undefined : page.search;
  const asked = search && !isBlank(search) ? (search.text ?? search.concepts.join(', ')) : undefined;
  return (
    <html lang={texts.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{asked === undefined ? `Hanse – ${texts.tagline}` : `${asked} – Hanse`}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <a class="skip" href="#results">
          {texts.skipToResults}
        </a>
        <header>
          <p class="brand">
            <a href={chosenLang === undefined ? '/' : `/?lang=${chosenLang}`}>Hanse</a>
          </p>
          <LanguageSwitch search={search} texts={texts} />
        </header>
        <main>
          <h1>{texts.tagline}</h1>
          <SearchForm search={search} texts={texts} chosenLang={chosenLang} />
          <div id="results" tabIndex={-1}>
            {page.state === 'answered' && (
              <>
                <Results answer={page.answer} texts={texts} />
                <FurtherUse
                  search={page.search}
                  pageInfo={page.answer.page.pageInfo}
                  texts={texts}
                  chosenLang={chosenLang}
                />
                <Coverage coverage={page.answer.page.coverage} texts={texts} />
              </>
            )}
            {(page.state === 'malformed' || page.state === 'refused' || page.state === 'failed') && (
              <Problem page={page} texts={texts} />
            )}
          </div>
        </main>
        <footer>
          <p>{texts.footer}</p>
        </footer>
      </body>
    </html>
  );
}
