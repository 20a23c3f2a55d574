import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { registerComparePage } from './compare/registerComparePage';
import { registerExplorer } from './explorer/registerExplorer';
import { keepRegion } from './map/keepRegion';
import { registerMap } from './map/registerMap';
import { NO_NOTICES } from './notices/readNotices';
import type { Notices } from './notices/readNotices';
import { registerNotices } from './notices/registerNotices';
import { answerLongAddress } from './page/answerLongAddress';
import { setFrame } from './page/Frame';
import { LONG_ADDRESS } from '../front/http/answerHttpErrors';
import { REFUSAL_PAGE } from '../front/http/refuse';
import { answerBySession } from '../front/sign-in/sessionOfRequest';
import { registerPage } from './page/registerPage';
import { sendRefusalPage } from './page/sendRefusalPage';
import { registerRecordPages } from './record/registerRecordPages';
import type { Query } from './Query';
import { registerSiteFiles } from './registerSiteFiles';
import { frameSession } from './sign-in/PageSession';
import { registerSuggestions } from './suggest/registerSuggestions';

export interface WebOptions {
  readonly query: Query;
  readonly logger: Logger;
  /** Of the operator. Without them, there are none. */
  readonly notices?: Notices | undefined;
}

/**
 * What people see of the hub: the first page, the search page, the map of the cities, a page for each record, city and subject, cities beside each other, the
 * explorer, and why there is no such page. The server has to have @fastify/accepts.
 */
export function registerWeb(fastify: FastifyInstance, { query, logger, notices = NO_NOTICES }: WebOptions): void {
  setFrame(fastify, (request) => ({ notices: [...notices.keys()], session: frameSession(request) }));
  fastify.decorate(REFUSAL_PAGE, sendRefusalPage);
  fastify.decorate(LONG_ADDRESS, answerLongAddress);
  // What people read: members see more of it. Whatever else there is takes no notice of a session.
  void fastify.register((pages, _options, done) => {
    answerBySession(pages, 'page');
    const regionOf = keepRegion();
    registerPage(pages, query, logger, regionOf);
    registerMap(pages, query, logger, regionOf);
    registerRecordPages(pages, query, logger);
    registerComparePage(pages, query, logger);
    registerNotices(pages, notices);
    done();
  });
  registerSuggestions(fastify, query, logger);
  registerExplorer(fastify, '/graphql');
  registerSiteFiles(fastify);
}
