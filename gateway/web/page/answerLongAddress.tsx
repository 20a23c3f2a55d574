import type { ClientErrorAnswer } from '../../front/http/answerHttpErrors';
import { isAddressOfQuestion } from '../../front/http/refuse';
import { refusalTextsOf } from '../language/refusalTexts';
import { preferredLanguage, textsOf } from '../language/textsOf';
import type { Language } from '../language/Texts';
import { renderDocument } from './Document';
import { css, PAGE_POLICY } from './registerPage';

const ACCEPT = /^accept: *(.*)$/im;
const ACCEPT_LANGUAGE = /^accept-language: *(.*)$/im;

/**
 * Answers an address that is too long to be read: whoever looks for a page gets one, and who asks a question with an address is answered in
 * words, in the language that the address or the headers name, as far as they came along.
 */
export function answerLongAddress(head: string): ClientErrorAnswer | undefined {
  const [line = ''] = head.split('\r\n', 1);
  if (/^\S+ \/(graphql|subgraphs)\b/.test(line)) return undefined;
  const isPage = /\btext\/html\b/i.test(ACCEPT.exec(head)?.[1] ?? '');
  if (!isPage && !isAddressOfQuestion(line.replace(/^\S+ /, ''))) return undefined;
  const [, lang = ''] = /[?&]lang=([\w-]+)/.exec(line) ?? [];
  const language = preferredLanguage(`${lang},${ACCEPT_LANGUAGE.exec(head)?.[1] ?? ''}`);
  const { longAddress, longAddressHint } = refusalTextsOf(language);
  const headers = { 'Content-Language': language, Vary: 'Accept-Language' };
  return isPage
    ? {
        headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PAGE_POLICY },
        body: renderLongAddress(language),
      }
    : {
        headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
        body: `${longAddress}. ${longAddressHint}\n`,
      };
}

/** As such a page is of nobody, it has no frame; and an address that cannot be read cannot be repeated. */
function renderLongAddress(language: Language): string {
  const { longAddress, longAddressHint } = refusalTextsOf(language);
  return renderDocument({
    ...{ title: `${longAddress} – Hanse`, texts: textsOf(language), chosenLang: language, stylesheet: css.href },
    frame: { notices: [], session: { state: 'off' } },
    addressIn: (lang) => `/?lang=${lang}`,
    children: (
      <div id="results" tabIndex={-1}>
        <section class="problem" role="alert">
          <h1>{longAddress}</h1>
          <p>{longAddressHint}</p>
          <p>
            <a href={`/?lang=${language}`}>{textsOf(language).backToSearch}</a>
          </p>
        </section>
      </div>
    ),
  });
}
