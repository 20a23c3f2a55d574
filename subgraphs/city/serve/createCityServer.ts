import type { AddressInfo } from 'node:net';
import type { Tracer } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { CityConfig } from '../config';
import { embeddedOperations } from '../operations/Operations';
import { Draining } from './Draining';
import { CityMetrics, serveMetrics } from './metrics';
import type { ServedMetrics } from './metrics';
import { createCityApp, registerCity } from './registerCity';

/** A city that answers. */
export interface CityServer {
  readonly cityId: string;
  /** Where its GraphQL is, such as `http://127.0.0.1:4001/graphql`. */
  readonly url: string;
  /** Where its figures are, if it tells any. */
  readonly metricsUrl: string | null;
  /** Ends: answers what is under way, takes nothing more, and gives the database's connections back. */
  close(): Promise<void>;
}

/**
 * Serves one city from its database, and listens when it resolves. Several may run in one process.
 *
 * @param tracer records requests; without it, nothing is recorded
 * @throws as `registerCity` does; else what the network says
 */
export async function createCityServer(config: CityConfig, parentLogger: Logger, tracer?: Tracer): Promise<CityServer> {
  const { cityId, operations = embeddedOperations } = config;
  const app = createCityApp();
  const draining = new Draining(app);
  const metrics = new CityMetrics();
  const city = await registerCity(app, config, { logger: parentLogger, tracer, metrics, draining });
  let figures: ServedMetrics | null = null;
  try {
    figures = operations.metrics === null ? null : await serveMetrics(metrics, operations.metrics);
    await app.listen({ host: config.host, port: config.port });
    const url = graphqlUrl(app);
    city.dialOut(url);
    const metricsUrl = figures?.url ?? null;
    city.logger.info({ url, metricsUrl }, 'serving');

    let closing: Promise<void> | undefined;
    const end = async (): Promise<void> => {
      await city.hangUp();
      await draining.drain(operations.graceMs);
      await city.close();
      await figures?.close();
    };
    return { cityId, url, metricsUrl, close: () => (closing ??= end()) };
  } catch (error) {
    await city.close();
    await figures?.close();
    throw error;
  }
}

function graphqlUrl(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/graphql`;
}
