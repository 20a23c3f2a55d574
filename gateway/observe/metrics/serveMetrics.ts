import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { HubMetrics } from './createHubMetrics';

export interface MetricsAddress {
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
}

export interface MetricsServer {
  /** Such as `http://127.0.0.1:9400/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves figures on a port of their own: a proxy in front of the hub comes from loopback, too, and they are for operators. */
export async function serveMetrics(metrics: HubMetrics, { host, port }: MetricsAddress): Promise<MetricsServer> {
  const app = fastify({ forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()));
  await app.listen({ host, port });
  const { address, family, port: bound } = app.server.address() as AddressInfo;
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}/metrics`, close: () => app.close() };
}
