import type { FastifyInstance } from 'fastify';
import { HIT_ORDERS } from '../../subgraphs/contract/enums';
import { refusalTextsOf } from '../web/language/refusalTexts';
import type { Texts } from '../web/language/Texts';
import { chooseTexts, languageOf } from '../web/language/textsOf';
import { isBlank, parseSearch, SEARCH_KINDS } from '../web/search/Search';
import type { QueryString, SearchProblem } from '../web/search/Search';
import { tableAddress } from '../web/search/tableAddress';
import { refuseInWords } from './refuseInWords';

/** What a parameter takes, where that is one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = { kind: SEARCH_KINDS, order: HIT_ORDERS };

function describeProblem({ parameter, reason }: SearchProblem, parameters: QueryString, texts: Texts): string {
  const words = refusalTextsOf(texts.language);
  switch (reason) {
    case 'repeated':
      return words.givenTwice(parameter);
    case 'too long':
      return words.tooLong(parameter);
    case 'unknown': {
      const known = WORDS[parameter];
      const given = JSON.stringify(parameters[parameter]);
      return known ? words.noSuchValue(parameter, known, given) : texts.unknownValue(parameter);
    }
  }
}

/**
 * `GET /export.csv?kind=&text=&concepts=&city=&alliance=&lang=&after=`, where tables were once: sent on to the question of that
 * kind, for the same file. 400, with the reason as plain text in the reader's language, for what is no search.
 */
export function redirectExport(fastify: FastifyInstance): void {
  fastify.get('/export.csv', (request, reply) => {
    const parameters = request.query as QueryString;
    const { texts } = chooseTexts(request);
    const lang = [parameters['lang']].flat()[0];
    const parsed = parseSearch(parameters, (lang !== undefined ? languageOf(lang) : undefined) ?? 'en');
    if (parsed.state === 'invalid') {
      return refuseInWords(reply, 400, describeProblem(parsed.problem, parameters, texts));
    }
    if (isBlank(parsed.search)) return refuseInWords(reply, 400, refusalTextsOf(texts.language).nothingAsked);
    // Not 308, which older spreadsheets do not follow.
    return reply.redirect(tableAddress(parsed.search), 301);
  });
}
