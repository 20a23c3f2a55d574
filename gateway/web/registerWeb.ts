import fastifyAccepts from '@fastify/accepts';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { registerExplorer } from './explorer/registerExplorer';
import type { ExportLimits } from './export/Export';
import { registerExport } from './export/registerExport';
import { registerPage } from './page/registerPage';
import type { Query } from './Query';
import { registerSuggestions } from './suggest/registerSuggestions';

export interface WebOptions {
  readonly query: Query;
  readonly exportLimits: ExportLimits;
  readonly logger: Logger;
}

/** What people see of the hub, as a Fastify plugin: the search page, the table of all it finds, and the explorer. */
export async function registerWeb(
  fastify: FastifyInstance,
  { query, exportLimits, logger }: WebOptions,
): Promise<void> {
  await fastify.register(fastifyAccepts);
  registerPage(fastify, query, logger);
  registerSuggestions(fastify, query, logger);
  registerExport(fastify, { query, limits: exportLimits, logger });
  registerExplorer(fastify, '/graphql');
}
