import type { FastifyInstance } from 'fastify';
import { siteTextsOf } from '../language/siteTexts';
import { chooseTexts } from '../language/textsOf';
import { renderDocument } from '../page/Document';
import { frameOf } from '../page/Frame';
import { css, sendHtml } from '../page/registerPage';
import { noticeIn } from './readNotices';
import type { Notices } from './readNotices';

/** `GET /legal`, `/privacy` and `/accessibility`: the pages that the operator wrote, as far as there are any. */
export function registerNotices(fastify: FastifyInstance, notices: Notices): void {
  for (const [kind, versions] of notices) {
    fastify.get(`/${kind}`, (request, reply) => {
      const { texts, chosenLang } = chooseTexts(request);
      const notice = noticeIn(texts.language, versions);
      const name = siteTextsOf(texts.language).notices[kind];
      const html = renderDocument({
        ...{ title: `${name} – Hanse`, texts, chosenLang, stylesheet: css.href, frame: frameOf(request) },
        addressIn: (lang) => `/${kind}?lang=${lang}`,
        children: (
          <div
            id="results"
            class="notice"
            tabIndex={-1}
            lang={notice?.language}
            dangerouslySetInnerHTML={{ __html: notice?.html ?? '' }}
          />
        ),
      });
      return sendHtml(reply, { code: 200, language: texts.language, html });
    });
  }
}
