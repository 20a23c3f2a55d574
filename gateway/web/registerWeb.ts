import fastifyAccepts from '@fastify/accepts';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { registerExplorer } from './explorer/registerExplorer';
import { registerExport } from './export/registerExport';
import { registerPage } from './page/registerPage';
import type { RequestGuard } from '../http/createRequestGuard';
import type { Query } from './Query';

export interface WebOptions {
  readonly query: Query;
  /** Of what asks cities. An export is made for who asks; the page is everybody's. */
  readonly guard: RequestGuard;
  readonly logger: Logger;
}

/** What people see of the hub, as a Fastify plugin: the search page, the table of all it finds, and the explorer. */
export async function registerWeb(fastify: FastifyInstance, { query, guard, logger }: WebOptions): Promise<void> {
  await fastify.register(fastifyAccepts);
  registerPage(fastify, query, guard, logger);
  registerExport(fastify, query, guard, logger);
  registerExplorer(fastify, '/graphql');
}
