import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { accountOf } from '../../front/http/createRequestGuard';
import { readerOf } from '../../front/sign-in/sessionOfRequest';
import { traceOf } from '../../observe/trace/traceRequests';
import { signalOf } from '../createApolloQuery';
import { chooseTexts } from '../language/textsOf';
import { frameOf } from '../page/Frame';
import { css, sendHtml } from '../page/registerPage';
import { sameAddress } from '../page/sameAddress';
import type { Query } from '../Query';
import type { QueryString } from '../search/Search';
import { comparedIn, MOST_COMPARED, unknownIn } from './Comparison';
import { renderComparePage } from './ComparePage';
import type { CompareState } from './ComparePage';
import { findComparison } from './findComparison';

const STATUS_CODES: Record<CompareState['state'], number> = {
  found: 200,
  'too many': 400,
  unknown: 404,
  refused: 400,
  failed: 503,
};

/** `GET /compare?city=gera&city=velbert`: up to four cities beside each other; with fewer than two, from which to choose. */
export function registerComparePage(fastify: FastifyInstance, query: Query, logger: Logger): void {
  fastify.get('/compare', async (request, reply) => {
    const { texts, chosenLang } = chooseTexts(request);
    const asked = comparedIn(request.query as QueryString);
    const page = await findPage(request, reply, asked, texts.language);
    const html = renderComparePage({
      ...{ page, asked, texts, chosenLang, stylesheet: css.href, frame: frameOf(request) },
      unused: unknownIn(request.query as QueryString),
      addressIn: sameAddress(request),
    });
    return sendHtml(reply, { code: STATUS_CODES[page.state], language: texts.language, html });
  });

  async function findPage(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: readonly string[],
    lang: string,
  ): Promise<CompareState> {
    if (asked.length > MOST_COMPARED) return { state: 'too many' };
    const ask: Query = (operation, options) =>
      query(operation, { ...options, viewer: readerOf(request), account: accountOf(request), trace: traceOf(request) });
    const found = await findComparison(ask, asked, { lang, signal: signalOf(reply) });
    if (found.state === 'failed') logger.error({ requestId: request.id, err: found.cause }, 'a page had no answer');
    return found;
  }
}
