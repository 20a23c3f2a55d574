import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { textsOf } from '../language/textsOf';
import { LANGUAGES } from '../language/Texts';
import type { Language, Texts } from '../language/Texts';
import { siteTextsOf } from '../language/siteTexts';
import { favicon } from '../registerSiteFiles';
import { SessionBar } from '../sign-in/SessionBar';
import { MoreWord } from './CityText';
import type { Frame } from './Frame';
import { ChosenLang } from './RecordLink';

interface DocumentProps {
  readonly title: string;
  /** One sentence, of what search engines show below the title. */
  readonly description?: string | undefined;
  readonly frame: Frame;
  readonly texts: Texts;
  /** The language when it was chosen by the switch, so that links keep it; undefined when the browser's counts. */
  readonly chosenLang: string | undefined;
  /** Where the stylesheet is, or all of them. */
  readonly stylesheet: string | readonly string[];
  /** Where the script of the page is, if it has one. */
  readonly script?: string;
  /** Whether the page is of no use without its script. */
  readonly needsScript?: boolean;
  /** Where the same page is in another language. */
  readonly addressIn: (lang: Language) => string;
  /** With an element `results`, to which the link at the top skips. */
  readonly children: ComponentChildren;
}

/** A page of the hub as an HTML document: what all pages have around what one of them says. */
export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>${renderToString(<Document {...props} />)}`;
}

function Document(props: DocumentProps) {
  const { title, description, frame, texts, chosenLang, stylesheet, script, addressIn, children } = props;
  const siteTexts = siteTextsOf(texts.language);
  const inLang = chosenLang === undefined ? '' : `?lang=${chosenLang}`;
  return (
    <html lang={texts.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {description !== undefined && <meta name="description" content={description} />}
        <link rel="icon" href={favicon.href} type={favicon.mediaType} />
        {[stylesheet].flat().map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {script !== undefined && <script src={script} defer />}
      </head>
      <body>
        <a class="skip" href="#results">
          {texts.skipToResults}
        </a>
        <header>
          <p class="brand">
            <a href={`/${inLang}`}>Hanse</a>
          </p>
          <SessionBar session={frame.session} language={texts.language} />
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
          <ChosenLang.Provider value={chosenLang}>
            <MoreWord.Provider value={texts.more}>{children}</MoreWord.Provider>
          </ChosenLang.Provider>
        </main>
        <footer>
          {frame.notices.length > 0 && (
            <nav aria-label={siteTexts.aboutSite}>
              <ul>
                {frame.notices.map((kind) => (
                  <li key={kind}>
                    <a href={`/${kind}${inLang}`}>{siteTexts.notices[kind]}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {!props.needsScript && <p>{frame.session.state === 'off' ? texts.footer : siteTexts.footerWithSignIn}</p>}
        </footer>
      </body>
    </html>
  );
}
