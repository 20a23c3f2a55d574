import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { HubKeys } from '../auth/HubKeys';
import { readPool } from '../database/readPool';
import type { EndedRequest } from '../request/observeRequests';
import { processMetrics } from '../../serving/processMetrics';

/** The figures of one city, in a registry of its own: several may be served in one process. */
export interface Metrics {
  readonly onRequest: (request: EndedRequest) => void;
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
