import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { accountOf } from '../../front/http/createRequestGuard';
import { readerOf } from '../../front/sign-in/sessionOfRequest';
import { traceOf } from '../../observe/trace/traceRequests';
import { signalOf } from '../createApolloQuery';
import { chooseTexts } from '../language/textsOf';
import { frameOf } from '../page/Frame';
import { css, script, sendHtml } from '../page/registerPage';
import { sameAddress } from '../page/sameAddress';
import type { Query } from '../Query';
import { askForNames } from '../search/askForNames';
import { isBlank, parseSearch, unknownParametersOf } from '../search/Search';
import type { QueryString, Search } from '../search/Search';
import { askForMap } from './askForMap';
import type { MapFacts } from './askForMap';
import type { RegionOf } from './keepRegion';
import { markCities } from './MapCity';
import { mayLeaveOut } from './mayLeaveOut';
import { renderMapPage } from './MapPage';
import type { MapQuestion } from './MapPage';

/** `GET /map`: where the cities are and, for a question, how much each has. It takes what `/search` takes. */
export function registerMap(fastify: FastifyInstance, query: Query, logger: Logger, regionOf: RegionOf): void {
  fastify.get('/map', async (request, reply) => {
    const { texts, chosenLang } = chooseTexts(request);
    const parameters = request.query as QueryString;
    const parsed = parseSearch(parameters, texts.language);
    const { search } = parsed;
    const asked = parsed.state === 'valid' ? search : { ...search, text: undefined };
    const ask: Query = (operation, options) =>
      query(operation, { ...options, viewer: readerOf(request), account: accountOf(request), trace: traceOf(request) });
    const signal = signalOf(reply);
    const [facts, names] = await Promise.all([find(asked, ask, request, signal), askForNames(ask, asked, signal)]);
    const question = parsed.state === 'valid' ? questionOf(search, facts) : { ...parsed, state: 'malformed' as const };
    const { further, cities } = facts ?? { further: 0, cities: [] };
    const page = facts?.outcome?.state === 'answered' ? facts.outcome.answer : undefined;
    const html = renderMapPage({
      ...{
        search,
        question,
        further,
        names,
        texts,
        chosenLang,
        frame: frameOf(request),
        addressIn: sameAddress(request),
      },
      cities: markCities(cities, page?.coverage, page && mayLeaveOut(page, search)),
      region: await regionOf(cities),
      unknown: unknownParametersOf(parameters, search.kind),
      ...{ stylesheet: css.href, script: script.href },
    });
    if (question.state !== 'blank') void reply.header('x-robots-tag', 'noindex');
    return sendHtml(reply, { code: STATUS_CODES[question.state], language: texts.language, html });
  });

  /** Undefined where not even the cities can be had. */
  async function find(
    search: Search,
    ask: Query,
    request: FastifyRequest,
    signal: AbortSignal,
  ): Promise<MapFacts | undefined> {
    const logFailure = (err: unknown): void => {
      logger.error({ requestId: request.id, err }, 'the map had no answer');
    };
    try {
      const facts = await askForMap(ask, search, signal);
      if (facts.outcome?.state === 'failed') logFailure(facts.outcome.cause);
      return facts;
    } catch (err) {
      logFailure(err);
      return undefined;
    }
  }
}

const STATUS_CODES: Record<MapQuestion['state'], number> = {
  blank: 200,
  answered: 200,
  malformed: 400,
  refused: 400,
  failed: 503,
};

function questionOf(search: Search, facts: MapFacts | undefined): MapQuestion {
  if (facts === undefined) return { state: 'failed' };
  if (isBlank(search) || facts.outcome === undefined) return { state: 'blank' };
  const { outcome } = facts;
  switch (outcome.state) {
    case 'answered':
      return { state: 'answered', page: outcome.answer };
    case 'refused':
      return outcome;
    case 'failed':
      return { state: 'failed' };
  }
}
