import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { accountOf } from '../../front/http/createRequestGuard';
import { readerOf } from '../../front/sign-in/sessionOfRequest';
import { traceOf } from '../../observe/trace/traceRequests';
import { signalOf } from '../createApolloQuery';
import { chooseTexts } from '../language/textsOf';
import { frameOf } from '../page/Frame';
import { css, script, sendHtml } from '../page/registerPage';
import type { Query } from '../Query';
import { idAt, RECORD_TYPES } from './address';
import type { PageKind } from './address';
import { findRecord } from './findRecord';
import type { FoundRecord } from './findRecord';
import { renderRecordPage } from './RecordPage';

const STATUS_CODES: Record<FoundRecord['state'], number> = {
  found: 200,
  absent: 404,
  'unknown city': 404,
  refused: 400,
  unreachable: 503,
  failed: 503,
};

/** A page for each record of a city (`/programme/gera/12`), each city (`/city/gera`) and each subject (`/topic/housing`). */
export function registerRecordPages(fastify: FastifyInstance, query: Query, logger: Logger): void {
  for (const type of RECORD_TYPES) fastify.get(`/${type}/:city/:key`, (...call) => answer(type, ...call));
  fastify.get('/city/:key', (...call) => answer('city', ...call));
  fastify.get('/topic/:key', (...call) => answer('subject', ...call));

  async function answer(kind: PageKind, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { texts, chosenLang } = chooseTexts(request);
    const id = idAt(kind, request.params as { readonly city?: string; readonly key: string });
    const ask: Query = (operation, asked) =>
      query(operation, { ...asked, viewer: readerOf(request), account: accountOf(request), trace: traceOf(request) });
    const found: FoundRecord =
      id === undefined
        ? { state: 'absent' }
        : await findRecord(ask, kind, { id, lang: texts.language, signal: signalOf(reply) });
    if (found.state === 'failed') logger.error({ requestId: request.id, err: found.cause }, 'a page had no answer');
    const path = request.url.replace(/\?.*$/s, '');
    const html = renderRecordPage({
      ...{ found, id, path, texts, chosenLang, stylesheet: css.href, script: script.href },
      frame: frameOf(request),
    });
    // All but a subject's tell of persons, and no search engine is to keep that.
    if (kind !== 'subject') void reply.header('x-robots-tag', 'noindex');
    return sendHtml(reply, { code: STATUS_CODES[found.state], language: texts.language, html });
  }
}
