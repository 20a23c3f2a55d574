import type { FastifyReply } from 'fastify';
import { varyBy } from '../front/http/cacheControl';
import type { Refusal } from '../front/http/refuse';
import { refusalTextsOf } from '../web/language/refusalTexts';
import { chooseTexts } from '../web/language/textsOf';
import { reasonByCode } from '../web/search/describeRefusal';
import type { Question } from './Question';

/** Refuses what is asked, in a sentence: for people and for programs that know no form of this hub's. */
export function refuseInWords(reply: FastifyReply, code: number, reason: string): FastifyReply {
  varyBy(reply, 'accept-language');
  return reply
    .code(code)
    .header('cache-control', 'no-store')
    .header('content-language', chooseTexts(reply.request).texts.language)
    .type('text/plain; charset=utf-8')
    .send(`${reason}\n`);
}

/** That there is no such question, and which there are. */
export function refuseUnknown(reply: FastifyReply, questions: readonly Question[]): FastifyReply {
  const { language } = chooseTexts(reply.request).texts;
  const names = questions.map(({ name }) => name).join(', ');
  return refuseInWords(reply, 404, refusalTextsOf(language).noQuestion(names));
}

/** What was refused before it came to a question, in the reader's language as far as its code says it. */
export function describeEarlyRefusal(reply: FastifyReply, { code, message, headers }: Refusal): string {
  const { texts } = chooseTexts(reply.request);
  if (texts.language === 'en') return message;
  const words = refusalTextsOf(texts.language);
  const retryAfter = Number(headers?.['retry-after'] ?? NaN);
  switch (code) {
    case 'UNAUTHENTICATED':
      return `${words.noAccess} ${texts.hubSays} ${message}`;
    case 'SIGN_IN_UNAVAILABLE':
      return words.nobodyKnown;
    case 'INTERNAL_SERVER_ERROR':
      return words.noAnswer;
    default:
      return (
        reasonByCode({ code, retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter }, texts) ??
        `${texts.hubSays} ${message}`
      );
  }
}
