import type { FastifyInstance } from 'fastify';
import { chooseTexts } from '../web/language/textsOf';
import { frameOf } from '../web/page/Frame';
import { css, sendHtml } from '../web/page/registerPage';
import { createAsset } from '../web/registerAsset';
import type { Asset } from '../web/registerAsset';
import { registerPackedAsset } from '../web/registerPackedAsset';
import type { AnswerLimits } from './AnswerReader';
import { QUESTIONS } from './manifest/questions';
import { describeInOpenApi } from './openapi';
import type { Question } from './Question';
import { renderQuestions } from './QuestionsPage';

interface Described {
  readonly limits: AnswerLimits;
  /** The operator's own, as they are now. */
  readonly ownQuestions: () => readonly Question[];
}

/** `GET /questions`, the page that lists all questions, and `GET /openapi.json`, the same for programs. */
export function registerDescriptions(fastify: FastifyInstance, { limits, ownQuestions }: Described): void {
  let described: { readonly own: readonly Question[]; readonly asset: Asset } | undefined;
  const describe = (): Asset => {
    const own = ownQuestions();
    if (described?.own !== own) {
      const content = `${JSON.stringify(describeInOpenApi([...QUESTIONS, ...own], limits), undefined, 1)}\n`;
      described = { own, asset: createAsset('/openapi.json', 'application/json; charset=utf-8', content) };
    }
    return described.asset;
  };
  registerPackedAsset(fastify, '/openapi.json', describe);

  fastify.get('/questions', { config: { session: 'page' } }, (request, reply) => {
    const { texts, chosenLang } = chooseTexts(request);
    const questions = [...QUESTIONS, ...ownQuestions()];
    const html = renderQuestions({
      ...{ questions, texts, chosenLang, limits },
      ...{ stylesheet: css.href, frame: frameOf(request) },
    });
    return sendHtml(reply, { code: 200, language: texts.language, html });
  });
}
