import type { FastifyInstance, FastifyRequest } from 'fastify';
import { REFUSAL_IN_WORDS } from '../front/http/refuse';
import type { RefusalAnswer } from '../front/http/refuse';
import { AnswersUnderWay } from './AnswersUnderWay';
import { answerQuestion } from './answerQuestion';
import type { QuestionsOptions } from './answerQuestion';
import type { Format } from './formats/Format';
import { formatsOf } from './formats/formats';
import { QUESTIONS } from './manifest/questions';
import type { Question } from './Question';
import { describeEarlyRefusal, refuseInWords, refuseUnknown } from './refuseInWords';
import { registerDescriptions } from './registerDescriptions';
import { redirectExport } from './redirectExport';

const NONE: readonly Question[] = [];
/** The same list each time, by which it is known that what was made of it still holds. */
const noneOfItsOwn = (): readonly Question[] => NONE;

/**
 * `GET /questions/<name>.<format>`: the answer to a question of the manifest, or of the operator's own, in one piece as far as it
 * goes; `HEAD` has its head alone. 400 for what cannot be answered, 429 and 503 for what cannot be had now, each with the reason as plain text in
 * the reader's language. The pages
 * have to be registered before.
 */
export function registerQuestions(fastify: FastifyInstance, options: QuestionsOptions): void {
  const { ownQuestions = noneOfItsOwn, limits } = options;
  const underWay = new AnswersUnderWay();
  for (const question of QUESTIONS) {
    for (const format of formatsOf(question)) {
      const path = `/questions/${question.name}.${format.ending}`;
      fastify.get(path, { config: { session: 'same-origin' } }, (request, reply) =>
        answerQuestion(request, reply, { question, format, underWay, ...options }),
      );
    }
  }
  // The operator's own come and go while the hub runs.
  const findOwn = (request: FastifyRequest): { readonly question: Question; readonly format: Format } | undefined => {
    const [, name, ending] = /^([a-z0-9-]+)\.([a-z]+)$/.exec((request.params as { readonly '*': string })['*']) ?? [];
    const question = ownQuestions().find((own) => own.name === name);
    const format = question && formatsOf(question).find((each) => each.ending === ending);
    return question && format ? { question, format } : undefined;
  };
  const all = (): readonly Question[] => [...QUESTIONS, ...ownQuestions()];
  const refuseEarly: RefusalAnswer = (reply, refusal) =>
    refusal.code === 'NOT_FOUND'
      ? refuseUnknown(reply, all())
      : refuseInWords(reply, refusal.status, describeEarlyRefusal(reply, refusal));
  fastify.decorate(REFUSAL_IN_WORDS, refuseEarly);
  fastify.get('/questions/*', { config: { session: 'same-origin' } }, (request, reply) => {
    const own = findOwn(request);
    return own ? answerQuestion(request, reply, { ...own, underWay, ...options }) : refuseUnknown(reply, all());
  });
  registerDescriptions(fastify, { limits, ownQuestions });
  redirectExport(fastify);
}
