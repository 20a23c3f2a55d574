import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { processMetrics } from '../../serving/processMetrics';
import type { HubKeys } from '../auth/HubKeys';
import type { MetricsAddress } from '../operations/Operations';
import type { EndedRequest } from './observeRequests';

/** The figures of one city, in a registry of its own: several may be served in one process. */
interface Metrics {
  readonly onRequest: (request: EndedRequest) => void;
  /** Calls come through a relay, too. */
  readonly onRelay: (relay: { readonly isUp: boolean }) => void;
  readonly contentType: string;
  /** In the text format of Prometheus. */
  readonly render: () => Promise<string>;
}

/** No label has more than a handful of values, and none is about a person. */
export function createMetrics(cityId: string, dataSource: DataSource, hubKeys: HubKeys | null): Metrics {
  const city = new Registry();
  city.setDefaultLabels({ city: cityId });
  const registers = [city];
  const requests = new Counter({
    name: 'hanse_city_requests_total',
    help: 'Requests to /graphql that have ended.',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'hanse_city_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer.',
    labelNames: ['kind'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const bytes = new Counter({
    name: 'hanse_city_response_bytes_total',
    help: 'Size of the answers, before compression.',
    labelNames: ['kind'] as const,
    registers,
  });
  addPoolMetrics(dataSource, registers);
  if (hubKeys !== null) addKeyMetrics(hubKeys, registers);
  const ofProcess = processMetrics();

  return {
    onRequest: ({ kind, outcome, seconds, bytes: size }) => {
      requests.inc({ kind, outcome });
      duration.observe({ kind }, seconds);
      bytes.inc({ kind }, size);
    },
    onRelay: (relay) => {
      addRelayMetrics(relay, registers);
    },
    contentType: city.contentType,
    // Not merged into one registry, which would drop the city's label.
    render: async () => `${await city.metrics()}\n${await ofProcess.metrics()}`,
  };
}

function addPoolMetrics(dataSource: DataSource, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_city_database_connections',
    help: 'Connections to the database that are open.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { open, idle } = readPool(dataSource);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'busy' }, open - idle);
    },
  });
  new Gauge({
    name: 'hanse_city_database_connections_limit',
    help: 'Connections to the database that may be open at most.',
    registers,
    collect() {
      this.set(readPool(dataSource).limit);
    },
  });
  new Gauge({
    name: 'hanse_city_database_waiting',
    help: 'Questions that wait for a free connection to the database.',
    registers,
    collect() {
      this.set(readPool(dataSource).waiting);
    },
  });
}

function addKeyMetrics(hubKeys: HubKeys, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_city_hub_keys_age_seconds',
    help: "Since the hub's public keys were fetched. NaN before that. After an hour no call is answered.",
    registers,
    collect() {
      this.set(hubKeys.ageSeconds ?? NaN);
    },
  });
  new Gauge({
    name: 'hanse_city_hub_keys_failing',
    help: "1 when the last attempt to fetch the hub's public keys failed.",
    registers,
    collect() {
      this.set(hubKeys.isFailing ? 1 : 0);
    },
  });
}

function addRelayMetrics(relay: { readonly isUp: boolean }, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_city_relay_connected',
    help: '1 while there is a connection to the relay through which the hub calls.',
    registers,
    collect() {
      this.set(relay.isUp ? 1 : 0);
    },
  });
}

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

/** How the connections to the database are used at this moment. */
interface PoolState {
  readonly open: number;
  readonly idle: number;
  readonly limit: number;
  /** Questions that wait for a connection. */
  readonly waiting: number;
}

/** Of a data source that is connected. TypeORM does not type the pool that its driver for PostgreSQL has. */
function readPool(dataSource: DataSource): PoolState {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  return {
    open: master.totalCount,
    idle: master.idleCount,
    limit: master.options.max,
    waiting: master.waitingCount,
  };
}
