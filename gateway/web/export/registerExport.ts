import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { languageOf } from '../language/textsOf';
import { accountOf, payAgain, viewerOf } from '../../front/http/createRequestGuard';
import { traceOf } from '../../observe/trace/traceRequests';
import type { Query } from '../Query';
import { isBlank, parseSearch, SEARCH_KINDS } from '../search/Search';
import type { QueryString, Search, SearchProblem } from '../search/Search';
import { signalOf } from '../createApolloQuery';
import { Export } from './Export';
import type { ExportLimits } from './Export';

const PROBLEMS: Record<SearchProblem['reason'], string> = {
  repeated: 'may be given only once',
  'too long': 'is too long',
  unknown: `must be ${SEARCH_KINDS.slice(0, -1).join(', ')} or ${SEARCH_KINDS.at(-1)}`,
};

/** After the longest that an export takes, for a slow reader to take what is left: as long again, but no longer than this. */
const MAX_GRACE_MS = 30_000;

interface ExportOptions {
  readonly query: Query;
  readonly limits: ExportLimits;
  readonly logger: Logger;
}

/**
 * `GET /export.csv?kind=&text=&concepts=&city=&alliance=&lang=&after=`: what a search finds, as CSV, as far as one file
 * goes; its last line says whether that is all, and with which `after` the next file goes on. `lang` is the language of the
 * labels, English without it. Each page of 100 costs points of whoever asks. 400 for a question that cannot be
 * answered, 503 when the hub has no answer, each with the reason as plain text.
 */
export function registerExport(fastify: FastifyInstance, { query, limits, logger }: ExportOptions): void {
  // It would have to ask all cities to learn whether there is an answer.
  fastify.head('/export.csv', (_request, reply) => reply.code(405).header('allow', 'GET').send());

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

    const file = new Export({
      query: (operation, asked) =>
        query(operation, { ...asked, viewer: viewerOf(request), account: accountOf(request), trace: traceOf(request) }),
      search,
      limits,
      charge: () => payAgain(request),
      lastExcess: () => accountOf(request)?.lastExcess,
      signal: signalOf(reply),
      onFailure: (cause) => {
        logger.error({ requestId: request.id, err: cause }, 'an export ended early');
      },
    });
    const outcome = await file.askFirstPage();
    if (outcome.state === 'refused') return refuse(400, outcome.message);
    if (outcome.state === 'failed') {
      logger.error({ requestId: request.id, err: outcome.cause }, 'an export had no answer');
      return refuse(503, 'The hub could not answer. Please try again in a moment.');
    }
    const cuttingOff = setTimeout(() => reply.raw.destroy(), limits.maxMs + Math.min(limits.maxMs, MAX_GRACE_MS));
    cuttingOff.unref();
    reply.raw.once('close', () => {
      clearTimeout(cuttingOff);
    });
    return reply
      .header('cache-control', 'no-store')
      .header('accept-ranges', 'none')
      .header('content-disposition', `attachment; filename="${nameFile(search)}"`)
      .header('x-content-type-options', 'nosniff')
      .type('text/csv; charset=utf-8; header=present')
      .send(Readable.from(file.write(outcome.answer), { objectMode: false }));
  });
}

/** A file name that every system takes, such as `hanse-experts-housing-action-plans.csv`. */
export function nameFile(search: Search): string {
  const subject = (search.text ?? search.concepts.map((id) => id.replace(/^concept:/, '')).join('-'))
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${['hanse', search.kind, subject].filter((part) => part !== '').join('-')}.csv`;
}
