import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../front/http/refuse';
import { chooseTexts } from '../language/textsOf';
import { parseSearch } from '../search/Search';
import type { QueryString } from '../search/Search';
import { renderDocument } from './Document';
import { frameOf } from './Frame';
import { Introduction } from './Introduction';
import { css, script, sendHtml } from './registerPage';
import { sameAddress } from './sameAddress';
import { SearchForm } from './SearchForm';

/** What was refused before it was a question, as a page in the reader's language: why, and what was typed, to go on with. */
export function sendRefusalPage(reply: FastifyReply, { status, message, code, headers }: Refusal): FastifyReply {
  const { request } = reply;
  const { texts, chosenLang } = chooseTexts(request);
  const { search } = parseSearch(request.query as QueryString, texts.language);
  const isAbsent = code === 'NOT_FOUND';
  const title = isAbsent ? texts.notHere : code === 'RATE_LIMITED' ? texts.tooManyQuestions : texts.badQuestion;
  const seconds = Number(headers?.['retry-after']);
  const html = renderDocument({
    ...{ title: `${title} – Hanse`, texts, chosenLang, stylesheet: css.href, script: script.href },
    frame: frameOf(request),
    addressIn: sameAddress(request),
    children: (
      <div id="results" tabIndex={-1}>
        <section class="problem" role="alert">
          <h1>{title}</h1>
          {code === 'RATE_LIMITED' && seconds > 0 && <p>{texts.askAgainIn(seconds)}</p>}
          {!isAbsent && code !== 'RATE_LIMITED' && (
            <p>
              {texts.hubSays} <span lang="en">{message}</span>
            </p>
          )}
        </section>
        <SearchForm search={search} texts={texts} chosenLang={chosenLang} />
        {isAbsent && <Introduction texts={texts} chosenLang={chosenLang} leadsToMap />}
      </div>
    ),
  });
  return sendHtml(reply, { code: status, language: texts.language, html });
}
