import type { FastifyInstance } from 'fastify';
import { HIT_ORDERS } from '../../subgraphs/contract/enums';
import { languageOf } from '../web/language/textsOf';
import { isBlank, parseSearch, SEARCH_KINDS } from '../web/search/Search';
import type { QueryString, SearchProblem } from '../web/search/Search';
import { tableAddress } from '../web/search/tableAddress';
import { refuseInWords } from './answerQuestion';

function describeProblem({ parameter, reason }: SearchProblem): string {
  const known = parameter === 'order' ? HIT_ORDERS : SEARCH_KINDS;
  const what = {
    repeated: 'may be given only once',
    'too long': 'is too long',
    unknown: `must be ${known.slice(0, -1).join(', ')} or ${known.at(-1)}`,
  }[reason];
  return `"${parameter}" ${what}.`;
}

/**
 * `GET /export.csv?kind=&text=&concepts=&city=&alliance=&lang=&after=`, where tables were once: sent on to the question of that
 * kind, for the same file. 400, with the reason as plain text, for what is no search.
 */
export function redirectExport(fastify: FastifyInstance): void {
  fastify.get('/export.csv', (request, reply) => {
    const parameters = request.query as QueryString;
    const lang = [parameters['lang']].flat()[0];
    const parsed = parseSearch(parameters, (lang !== undefined ? languageOf(lang) : undefined) ?? 'en');
    if (parsed.state === 'invalid') {
      return refuseInWords(reply, 400, describeProblem(parsed.problem));
    }
    if (isBlank(parsed.search)) return refuseInWords(reply, 400, 'Give "text", "concepts" or both.');
    // Not 308, which older spreadsheets do not follow.
    return reply.redirect(tableAddress(parsed.search), 301);
  });
}
