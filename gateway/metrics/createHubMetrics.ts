import type { ApolloServerPlugin } from '@apollo/server';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AskCity } from '../../subgraphs/search/AskCity';
import type { SearchEvent } from '../../subgraphs/search/SearchEvent';
import type { CityRegistry } from '../cities/CityRegistry';
import type { HubContext } from '../context';
import { processMetrics } from './processMetrics';

/** The figures of one hub. */
export interface HubMetrics {
  /** Counts the requests that Apollo Server answers. */
  readonly plugin: ApolloServerPlugin<HubContext>;
  /** The same way to ask cities, which counts what comes of it. */
  readonly measured: (askCity: AskCity) => AskCity;
  readonly onSearch: (event: SearchEvent) => void;
  /** Looks at how the hub stands with its cities whenever the figures are read. */
  watch(registry: CityRegistry, cityIds: () => Iterable<string>): void;
  readonly contentType: string;
  /** In the text format of Prometheus. */
  readonly render: () => Promise<string>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Makes figures in a registry of their own: several hubs may run in one process. Labels are the slugs of the network's
 * cities and words of this code; none is about a person or a question.
 */
export function createHubMetrics(): HubMetrics {
  const register = new Registry();
  const registers = [register];
  const requests = new Counter({
    name: 'hanse_hub_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['outcome', 'viewer'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'hanse_hub_request_duration_seconds',
    help: 'From the arrival of a request to its answer.',
    buckets: SECONDS,
    registers,
  });
  const calls = new Counter({
    name: 'hanse_hub_city_calls_total',
    help: 'Questions to a city on behalf of clients, by what became of them.',
    labelNames: ['city', 'status'] as const,
    registers,
  });
  const callSeconds = new Counter({
    name: 'hanse_hub_city_call_seconds_total',
    help: 'Time that these questions took: divided by their number, how long a city takes.',
    labelNames: ['city'] as const,
    registers,
  });
  const callDuration = new Histogram({
    name: 'hanse_hub_city_call_duration_seconds',
    help: 'Time that a question to a city took, over all cities.',
    labelNames: ['status'] as const,
    buckets: SECONDS,
    registers,
  });
  const searches = new Counter({
    name: 'hanse_hub_searches_total',
    help: 'Searches, by whether every city that could match answered in full.',
    labelNames: ['complete'] as const,
    registers,
  });

  return {
    plugin: {
      requestDidStart: ({ contextValue: { viewer } }) => {
        const startedAt = performance.now();
        return Promise.resolve({
          willSendResponse: ({ response: { body } }) => {
            const hasErrors = body.kind === 'single' && body.singleResult.errors !== undefined;
            requests.inc({
              outcome: hasErrors ? 'errors' : 'answered',
              viewer: viewer.anonymous ? 'anonymous' : 'member',
            });
            duration.observe((performance.now() - startedAt) / 1_000);
            return Promise.resolve();
          },
        });
      },
    },
    measured: (askCity) => async (cityId, operation, call) => {
      const startedAt = performance.now();
      const reply = await askCity(cityId, operation, call);
      const seconds = (performance.now() - startedAt) / 1_000;
      calls.inc({ city: cityId, status: reply.status });
      callSeconds.inc({ city: cityId }, seconds);
      callDuration.observe({ status: reply.status }, seconds);
      return reply;
    },
    onSearch: ({ coverage }) => {
      searches.inc({ complete: String(coverage.complete) });
    },
    watch: (registry, cityIds) => {
      watchCities(registry, cityIds, registers);
    },
    contentType: register.contentType,
    render: async () => `${await register.metrics()}\n${await processMetrics().metrics()}`,
  };
}

function watchCities(registry: CityRegistry, cityIds: () => Iterable<string>, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_cities',
    help: 'Cities of the network with a server, by how the hub stands with it.',
    labelNames: ['status'] as const,
    registers,
    collect() {
      this.reset();
      for (const cityId of cityIds()) {
        if (registry.isConnected(cityId)) this.inc({ status: registry.stateOf(cityId).phase });
      }
    },
  });
  new Gauge({
    name: 'hanse_hub_city_left_alone',
    help: '1 for a city that failed again and again and is not asked at present.',
    labelNames: ['city'] as const,
    registers,
    collect() {
      this.reset();
      for (const cityId of cityIds()) {
        if (registry.breakerOf(cityId).phase !== 'CLOSED') this.set({ city: cityId }, 1);
      }
    },
  });
}
