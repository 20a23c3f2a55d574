import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { textsOf } from '../language/textsOf';
import { LANGUAGES } from '../language/Texts';
import type { Language, Texts } from '../language/Texts';
import { ChosenLang } from './RecordLink';

interface DocumentProps {
  readonly title: string;
  readonly texts: Texts;
  /** The language when it was chosen by the switch, so that links keep it; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is. */
  readonly stylesheet: string;
  /** Where the script of the search box is, on a page that has one. */
  readonly script?: string;
  /** Where the same page is in another language. */
  readonly addressIn: (lang: Language) => string;
  /** With an element `results`, to which the link at the top skips. */
  readonly children: ComponentChildren;
}

/** A page of the hub as an HTML document: what all pages have around what one of them says. */
export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>${renderToString(<Document {...props} />)}`;
}

function Document({ title, texts, chosenLang, stylesheet, script, addressIn, children }: DocumentProps) {
  return (
    <html lang={texts.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={stylesheet} />
        {script !== undefined && <script src={script} defer />}
      </head>
      <body>
        <a class="skip" href="#results">
          {texts.skipToResults}
        </a>
        <header>
          <p class="brand">
            <a href={chosenLang === undefined ? '/' : `/?lang=${chosenLang}`}>Hanse</a>
          </p>
          <nav class="languages" aria-label={texts.languages}>
            <ul>
              {LANGUAGES.map((lang) => (
                <li key={lang}>
                  <a
                    href={addressIn(lang)}
                    lang={lang}
                    hreflang={lang}
                    aria-current={lang === texts.language ? 'true' : undefined}
                  >
                    {textsOf(lang).languageName}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main>
          <ChosenLang.Provider value={chosenLang}>{children}</ChosenLang.Provider>
        </main>
        <footer>
          <p>{texts.footer}</p>
        </footer>
      </body>
    </html>
  );
}
