import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { MetricsAddress } from '../operations/Operations';
import type { Metrics } from './createMetrics';

/**
 * Serves figures on a port of their own, until the server of the city ends. A proxy in front of the city comes from
 * loopback too, so only another port keeps what is for the operators apart from what is for the hub.
 *
 * @returns where they are, such as `http://127.0.0.1:9401/metrics`
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: MetricsAddress,
  city: FastifyInstance,
): Promise<string> {
  const app = fastify({ forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()));
  await app.listen({ host, port });
  city.addHook('onClose', () => app.close());
  const { address, family, port: bound } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}/metrics`;
}
