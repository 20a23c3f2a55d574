import type { FastifyInstance } from 'fastify';
import { answerQuestion, refuseInWords } from './answerQuestion';
import type { QuestionsOptions } from './answerQuestion';
import { formatsOf } from './formats/formats';
import { QUESTIONS } from './manifest/questions';
import { registerDescriptions } from './registerDescriptions';
import { redirectExport } from './redirectExport';

/**
 * `GET /questions/<name>.<format>`: the answer to a question of the manifest, in one piece as far as it goes. 400 for what
 * cannot be answered, 429 and 503 for what cannot be had now, each with the reason as plain text. The pages have to be
 * registered before.
 */
export function registerQuestions(fastify: FastifyInstance, options: QuestionsOptions): void {
  for (const question of QUESTIONS) {
    for (const format of formatsOf(question)) {
      const path = `/questions/${question.name}.${format.ending}`;
      // It would have to ask all cities to learn whether there is an answer.
      fastify.head(path, (_request, reply) => reply.code(405).header('allow', 'GET').send());
      fastify.get(path, { exposeHeadRoute: false }, (request, reply) =>
        answerQuestion(request, reply, { question, format, ...options }),
      );
    }
  }
  fastify.get('/questions/*', { exposeHeadRoute: false }, (_request, reply) => {
    const names = QUESTIONS.map(({ name }) => name).join(', ');
    return refuseInWords(reply, 404, `There is nothing here. There are ${names}; /questions says in which formats.`);
  });
  registerDescriptions(fastify, options.limits);
  redirectExport(fastify);
}
