import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { registerWeb } from '../registerWeb';
import type { WebOptions } from '../registerWeb';

/** A server of the pages alone, which a test asks by `inject`. */
export async function serveWeb({ query, notices }: Pick<WebOptions, 'query' | 'notices'>): Promise<FastifyInstance> {
  const server = fastify();
  await server.register(fastifyAccepts);
  registerWeb(server, { query, notices, logger: pino({ level: 'silent' }) });
  return server;
}
