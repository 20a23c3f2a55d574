import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { processMetrics } from '../../serving/processMetrics';
import type { SharedPool } from '../database/SharedConnections';
import type { HubKeys } from '../auth/HubKeys';
import type { MetricsAddress } from '../operations/Operations';
import type { EndedRequest } from './observeRequests';

/** A city whose figures are told. */
interface WatchedCity {
  readonly cityId: string;
  readonly dataSource: DataSource;
  /** Null when everybody is answered. */
  readonly hubKeys: Pick<HubKeys, 'ageSeconds' | 'isFailing'> | null;
}

/** Where one city's figures are taken. */
export interface FiguresOfCity {
  readonly onRequest: (request: EndedRequest) => void;
  /** Calls come through a relay, too. */
  readonly onRelay: (relay: { readonly isUp: boolean }) => void;
  /** The city is served no more: its gauges are gone, and what was counted stays. */
  readonly end: () => void;
}

/**
 * The figures of the cities that one server serves, each with the label `city`. No other label has more than a handful of
 * values, and none is about a person.
 */
export class CityMetrics {
  readonly #registry = new Registry();
  readonly #ofProcess = processMetrics();
  readonly #cities = new Set<WatchedCity>();
  readonly #relays = new Map<WatchedCity, { readonly isUp: boolean }>();
  readonly #requests = new Counter({
    name: 'hanse_city_requests_total',
    help: 'Requests to /graphql that have ended.',
    labelNames: ['kind', 'outcome', 'city'] as const,
    registers: [this.#registry],
  });
  readonly #duration = new Histogram({
    name: 'hanse_city_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer.',
    labelNames: ['city', 'kind'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });
  readonly #bytes = new Counter({
    name: 'hanse_city_response_bytes_total',
    help: 'Size of the answers, before compression.',
    labelNames: ['kind', 'city'] as const,
    registers: [this.#registry],
  });

  constructor() {
    const busyAndIdle = ({ dataSource }: WatchedCity): [object, number][] => {
      const { open, idle } = readPool(dataSource);
      return [
        [{ state: 'idle' }, idle],
        [{ state: 'busy' }, open - idle],
      ];
    };
    this.#gauge('database_connections', 'Connections to the database that are open.', busyAndIdle, 'state');
    this.#gauge(
      'database_connections_limit',
      'Connections to the database that may be open at most.',
      ({ dataSource }) => [[{}, readPool(dataSource).limit]],
    );
    this.#gauge('database_waiting', 'Questions that wait for a free connection to the database.', ({ dataSource }) => [
      [{}, readPool(dataSource).waiting],
    ]);
    this.#gauge(
      'hub_keys_age_seconds',
      "Since the hub's public keys were fetched. NaN before that. After an hour no call is answered.",
      ({ hubKeys }) => (hubKeys === null ? [] : [[{}, hubKeys.ageSeconds ?? NaN]]),
    );
    this.#gauge('hub_keys_failing', "1 when the last attempt to fetch the hub's public keys failed.", ({ hubKeys }) =>
      hubKeys === null ? [] : [[{}, hubKeys.isFailing ? 1 : 0]],
    );
    this.#gauge(
      'relay_connected',
      '1 while there is a connection to the relay through which the hub calls.',
      (city) => {
        const relay = this.#relays.get(city);
        return relay === undefined ? [] : [[{}, relay.isUp ? 1 : 0]];
      },
    );
  }

  readonly contentType = this.#registry.contentType;

  /** Begins to tell of a city. */
  of(watched: WatchedCity): FiguresOfCity {
    const { cityId: city } = watched;
    this.#cities.add(watched);
    return {
      onRequest: ({ kind, outcome, seconds, bytes }) => {
        this.#requests.inc({ kind, outcome, city });
        this.#duration.observe({ city, kind }, seconds);
        this.#bytes.inc({ kind, city }, bytes);
      },
      onRelay: (relay) => this.#relays.set(watched, relay),
      end: () => {
        this.#cities.delete(watched);
        this.#relays.delete(watched);
      },
    };
  }

  /** In the text format of Prometheus. */
  async render(): Promise<string> {
    return `${await this.#registry.metrics()}\n${await this.#ofProcess.metrics()}`;
  }

  /** @param read what is told of a city, by its labels beside `city` */
  #gauge(
    name: string,
    help: string,
    read: (city: WatchedCity) => readonly (readonly [object, number])[],
    ...labels: string[]
  ): void {
    const cities = this.#cities;
    new Gauge({
      name: `hanse_city_${name}`,
      help,
      labelNames: [...labels, 'city'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const city of cities) {
          for (const [of, value] of read(city)) this.set({ ...of, city: city.cityId }, value);
        }
      },
    });
  }
}

/** Figures that are told. */
export interface ServedMetrics {
  /** Where, such as `http://127.0.0.1:9401/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves figures on a port of their own. A proxy in front of the server comes from loopback too, so only another port keeps
 * what is for the operators apart from what is for the hub.
 */
export async function serveMetrics(
  metrics: Pick<CityMetrics, 'contentType' | 'render'>,
  { host, port }: MetricsAddress,
): Promise<ServedMetrics> {
  const app = fastify({ forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()));
  await app.listen({ host, port });
  const { address, family, port: bound } = app.server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}/metrics`,
    close: () => app.close(),
  };
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
  const { master } = dataSource.driver as unknown as { readonly master: Pool | SharedPool };
  return {
    open: master.totalCount,
    idle: master.idleCount,
    limit: master.options.max,
    waiting: master.waitingCount + ('heldBack' in master ? master.heldBack : 0),
  };
}
