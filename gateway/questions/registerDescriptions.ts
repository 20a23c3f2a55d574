import type { FastifyInstance } from 'fastify';
import { chooseTexts } from '../web/language/textsOf';
import { frameOf } from '../web/page/Frame';
import { css, sendHtml } from '../web/page/registerPage';
import { createAsset, registerAsset } from '../web/registerAsset';
import type { AnswerLimits } from './AnswerReader';
import { describeInOpenApi } from './openapi';
import { renderQuestions } from './QuestionsPage';

/** `GET /questions`, the page that lists all questions, and `GET /openapi.json`, the same for programs. */
export function registerDescriptions(fastify: FastifyInstance, limits: AnswerLimits): void {
  const content = `${JSON.stringify(describeInOpenApi(limits), undefined, 1)}\n`;
  registerAsset(fastify, createAsset('/openapi.json', 'application/json; charset=utf-8', content));

  fastify.get('/questions', (request, reply) => {
    const { texts, chosenLang } = chooseTexts(request);
    const html = renderQuestions({ texts, chosenLang, stylesheet: css.href, frame: frameOf(request), limits });
    return sendHtml(reply, { code: 200, language: texts.language, html });
  });
}
