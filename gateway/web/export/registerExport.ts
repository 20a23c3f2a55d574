import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { languageOf } from '../language/textsOf';
import { viewerOf } from '../../http/createRequestGuard';
import { traceOf } from '../../trace/traceRequests';
import type { Query } from '../Query';
import type { QueryString, SearchProblem } from '../search/parseSearch';
import { parseSearch } from '../search/parseSearch';
import { isBlank } from '../search/Search';
import { signalOf } from '../signalOf';
import type { ExportSource } from './exportCsv';
import { askFirstPage, exportCsv } from './exportCsv';
import { nameFile } from './nameFile';

const PROBLEMS: Record<SearchProblem['reason'], string> = {
  repeated: 'may be given only once',
  'too long': 'is too long',
  unknown: 'must be experts, programmes or exchanges',
};

/**
 * `GET /export.csv?kind=&text=&concepts=&city=&alliance=&lang=`: all that a search finds, as CSV. `lang` is the language
 * of the labels, English without it. 400 for a question that cannot be answered, 503 when the hub has no answer, each
 * with the reason as plain text.
 */
export function registerExport(fastify: FastifyInstance, query: Query, logger: Logger): void {
  // A HEAD would have to ask all cities to learn whether there is an answer.
  fastify.get('/export.csv', { exposeHeadRoute: false }, async (request, reply) => {
    const parameters = request.query as QueryString;
    const refuse = (code: number, reason: string) =>
      reply.code(code).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${reason}\n`);

    const lang = [parameters['lang']].flat()[0];
    const parsed = parseSearch(parameters, (lang !== undefined ? languageOf(lang) : undefined) ?? 'en');
    if (parsed.state === 'invalid') {
      return refuse(400, `"${parsed.problem.parameter}" ${PROBLEMS[parsed.problem.reason]}.`);
    }
    const { search } = parsed;
    if (isBlank(search)) return refuse(400, 'Give "text", "concepts" or both.');

    const source: ExportSource = {
      query: (operation, asked) => query(operation, { ...asked, viewer: viewerOf(request), trace: traceOf(request) }),
      search,
      signal: signalOf(reply),
      onFailure: (cause) => {
        logger.error({ requestId: request.id, err: cause }, 'an export ended early');
      },
    };
    const outcome = await askFirstPage(source);
    if (outcome.state === 'refused') return refuse(400, outcome.message);
    if (outcome.state === 'failed') {
      logger.error({ requestId: request.id, err: outcome.cause }, 'an export had no answer');
      return refuse(503, 'The hub could not answer. Please try again in a moment.');
    }
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${nameFile(search)}"`)
      .header('x-content-type-options', 'nosniff')
      .type('text/csv; charset=utf-8; header=present')
      .send(Readable.from(exportCsv(outcome.answer, source), { objectMode: false }));
  });
}
