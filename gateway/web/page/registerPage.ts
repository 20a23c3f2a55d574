import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { createAsset, registerAsset } from '../registerAsset';
import { accountOf } from '../../front/http/createRequestGuard';
import { readerOf } from '../../front/sign-in/sessionOfRequest';
import { varyBy } from '../../front/http/cacheControl';
import { traceOf } from '../../observe/trace/traceRequests';
import type { Query } from '../Query';
import { askForNames, NO_NAMES } from '../search/askForNames';
import type { Names } from '../search/askForNames';
import { askForPage } from '../search/askForPage';
import { isBlank, parseSearch, unknownParametersOf } from '../search/Search';
import type { QueryString } from '../search/Search';
import { signalOf } from '../createApolloQuery';
import { chooseTexts } from '../language/textsOf';
import type { Language } from '../language/Texts';
import { askForHome } from '../home/askForHome';
import type { RegionOf } from '../map/keepRegion';
import { frameOf } from './Frame';
import { renderPage } from './Page';
import type { HomeView, PageState } from './Page';
import { sameAddress } from './sameAddress';
import { suggestScript } from '../suggest/suggestScript';
import { stylesheet } from './stylesheet';

/** Hits on a page: as cards, and as the rows of a table. */
const FIRST = { cards: 20, table: 50 };

const STATUS_CODES: Record<PageState['state'], number> = {
  blank: 200,
  answered: 200,
  malformed: 400,
  refused: 400,
  failed: 503,
};

/** What all pages look like. */
export const css = createAsset('/hanse.css', 'text/css; charset=utf-8', stylesheet);
/** What the search box does beyond a plain form. */
export const script = createAsset('/suggest.js', 'text/javascript; charset=utf-8', suggestScript);

/**
 * `GET /` and `GET /search`: the first page, which tells of the network, and the search page; the stylesheet, and the script of the search
 * box. What once was asked at `/` still is answered there.
 */
export function registerPage(fastify: FastifyInstance, query: Query, logger: Logger, regionOf: RegionOf): void {
  registerAsset(fastify, css);
  registerAsset(fastify, script);

  fastify.get('/search', async (request, reply) => sendPage(request, reply, await findPage(request, reply)));
  fastify.get('/', async (request, reply) => {
    const found = await findPage(request, reply);
    const { page } = found;
    const home = page.state === 'blank' ? await findHome(request, reply) : undefined;
    return sendPage(request, reply, page.state === 'blank' ? { ...found, page: { ...page, home } } : found);
  });

  async function findPage(request: FastifyRequest, reply: FastifyReply): Promise<FoundPage> {
    const parsed = parseSearch(request.query as QueryString, chooseTexts(request).texts.language);
    if (parsed.state === 'invalid') return { page: { ...parsed, state: 'malformed' }, names: NO_NAMES };
    const { search } = parsed;
    const [ask, signal] = [askFor(request), signalOf(reply)];
    if (isBlank(search)) return { page: { state: 'blank', search }, names: await askForNames(ask, search, signal) };
    const [outcome, names] = await Promise.all([
      askForPage(ask, search, FIRST[search.view ?? 'cards'], signal),
      askForNames(ask, search, signal),
    ]);
    if (outcome.state === 'failed') {
      logger.error({ requestId: request.id, err: outcome.cause }, 'the search page had no answer');
    }
    return { page: { ...outcome, search }, names };
  }

  /** Undefined where it cannot be had: the question can be asked all the same. */
  async function findHome(request: FastifyRequest, reply: FastifyReply): Promise<HomeView | undefined> {
    const { language } = chooseTexts(request).texts;
    try {
      const facts = await askForHome(askFor(request), language, signalOf(reply));
      return { facts, region: await regionOf(facts.cities) };
    } catch (err) {
      logger.error({ requestId: request.id, err }, 'the first page had no answer');
      return undefined;
    }
  }

  /** Asks on behalf of whoever sent a request. */
  function askFor(request: FastifyRequest): Query {
    return (operation, asked) =>
      query(operation, { ...asked, viewer: readerOf(request), account: accountOf(request), trace: traceOf(request) });
  }

  function sendPage(request: FastifyRequest, reply: FastifyReply, { page, names }: FoundPage): FastifyReply {
    const { texts, chosenLang } = chooseTexts(request);
    const unknown = unknownParametersOf(request.query as QueryString, page.search.kind);
    // Names of persons may stand among what was found.
    if (page.state !== 'blank') void reply.header('x-robots-tag', 'noindex');
    return sendHtml(reply, {
      code: STATUS_CODES[page.state],
      language: texts.language,
      html: renderPage({
        ...{ page, names, unknown, texts, chosenLang, frame: frameOf(request), addressIn: sameAddress(request) },
        ...{ stylesheet: css.href, script: script.href },
      }),
    });
  }
}

interface FoundPage {
  readonly page: PageState;
  readonly names: Names;
}

interface Html {
  readonly code: number;
  readonly language: Language;
  readonly html: string;
}

/** Sends a page of words, which is kept by nobody: names of people are on it, and what it rests on is true now only. */
export function sendHtml(reply: FastifyReply, { code, language, html }: Html): FastifyReply {
  varyBy(reply, 'accept-language');
  return reply
    .code(code)
    .header('content-security-policy', PAGE_POLICY)
    .header('content-language', language)
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html);
}

/**
 * For a page of words: scripts of the hub alone and none in the page, no picture but of the
 * hub, nothing from elsewhere, not to be framed. Should a
 * city's text ever escape the escaping, a browser still runs none of it. Content Security Policy Level 3.
 */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'";
