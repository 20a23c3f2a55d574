import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { AskCity, CityReply } from '../../../subgraphs/contract/AskCity';
import type { SummaryStore } from '../../../subgraphs/search/summary/SummaryStore';
import type { CityPaces } from '../../cities/CityPaces';
import type { CityRegistry } from '../../cities/CityRegistry';
import type { HonestyCounts, HonestyWatch } from '../../cities/honesty/HonestyWatch';
import { SECONDS } from './requestMetrics';

/** What is looked at of cities whenever the figures are read. */
export interface CitiesWatched {
  /** How the hub stands with its cities. */
  readonly registry: Pick<CityRegistry, 'isConnected' | 'stateOf' | 'breakerOf'>;
  readonly cityIds: () => Iterable<string>;
  /** How far what cities say can be believed. */
  readonly honesty: Pick<HonestyWatch, 'counts'>;
  readonly summaries: Pick<SummaryStore, 'correctionsOf'>;
  readonly paces: Pick<CityPaces, 'isSlow'>;
}

/** What became of the questions to one city. */
interface CityCounts {
  readonly byStatus: Map<CityReply['status'], number>;
  seconds: number;
}

/**
 * Counts questions to cities. prom-client makes a key of the labels each time that it counts, which over all cities of a
 * search is a good part of what the search takes; so it is told the sums when somebody reads them.
 */
class CallCounts {
  inFlight = 0;
  readonly #cities = new Map<string, CityCounts>();

  add(cityId: string, status: CityReply['status'], seconds: number): void {
    let counts = this.#cities.get(cityId);
    if (counts === undefined) this.#cities.set(cityId, (counts = { byStatus: new Map(), seconds: 0 }));
    counts.byStatus.set(status, (counts.byStatus.get(status) ?? 0) + 1);
    counts.seconds += seconds;
  }

  /** By city. */
  get cities(): ReadonlyMap<string, Readonly<CityCounts>> {
    return this.#cities;
  }
}

/** A way to ask cities that counts what comes of it. */
export function countCalls(registers: Registry[]): (askCity: AskCity) => AskCity {
  const callDuration = new Histogram({
    name: 'hanse_hub_city_call_duration_seconds',
    help: 'Time that a question to a city took, over all cities.',
    labelNames: ['status'] as const,
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'hanse_hub_city_failures_total',
    help: 'Questions to cities on behalf of clients that had no answer, by why: a code of the system, of TLS, or of HTTP.',
    labelNames: ['cause'] as const,
    registers,
  });
  const calls = new CallCounts();
  watchCalls(calls, registers);

  return (askCity) => async (cityId, operation, call) => {
    const startedAt = performance.now();
    calls.inFlight += 1;
    const reply = await askCity(cityId, operation, call);
    calls.inFlight -= 1;
    const seconds = (performance.now() - startedAt) / 1_000;
    calls.add(cityId, reply.status, seconds);
    callDuration.observe({ status: reply.status }, seconds);
    if ('cause' in reply && reply.cause !== undefined) failures.inc({ cause: reply.cause });
    return reply;
  };
}

function watchCalls(counts: CallCounts, registers: Registry[]): void {
  new Counter({
    name: 'hanse_hub_city_calls_total',
    help: 'Questions to a city on behalf of clients, by what became of them.',
    labelNames: ['city', 'status'] as const,
    registers,
    collect() {
      this.reset();
      for (const [city, { byStatus }] of counts.cities) {
        for (const [status, count] of byStatus) this.inc({ city, status }, count);
      }
    },
  });
  new Counter({
    name: 'hanse_hub_city_call_seconds_total',
    help: 'Time that these questions took: divided by their number, how long a city takes.',
    labelNames: ['city'] as const,
    registers,
    collect() {
      this.reset();
      for (const [city, { seconds }] of counts.cities) this.inc({ city }, seconds);
    },
  });
  new Gauge({
    name: 'hanse_hub_city_calls_in_flight',
    help: 'Questions to cities that are not answered yet, those that wait for their turn included.',
    registers,
    collect() {
      this.set(counts.inFlight);
    },
  });
}

export function watchCities({ registry, cityIds }: CitiesWatched, registers: Registry[]): void {
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

export function watchHonesty({ honesty, summaries, paces, cityIds }: CitiesWatched, registers: Registry[]): void {
  const count = (name: string, help: string, figure: keyof HonestyCounts): void => {
    new Counter({
      name,
      help,
      labelNames: ['city'] as const,
      registers,
      collect() {
        this.reset();
        for (const [city, counts] of honesty.counts) this.inc({ city }, counts[figure]);
      },
    });
  };
  count(
    'hanse_hub_hits_compared_total',
    'Hits of a city that were held against their records, at visits and in answers to clients.',
    'compared',
  );
  count('hanse_hub_hits_contradicted_total', 'Those of them that said what their records did not.', 'contradicted');
  count('hanse_hub_hits_withheld_total', 'Hits at visits that could not be read, or not their records.', 'withheld');
  new Gauge({
    name: 'hanse_hub_city_corrected_claims',
    help: 'Counts in the summary of a city that are not taken as it gives them, since it finds others; none for most.',
    labelNames: ['city'] as const,
    registers,
    collect() {
      this.reset();
      for (const city of cityIds()) {
        const corrections = summaries.correctionsOf(city);
        if (corrections > 0) this.set({ city }, corrections);
      }
    },
  });
  new Gauge({
    name: 'hanse_hub_city_slow',
    help: '1 for a city that is much slower than the others, so that searches wait for it for a shorter time.',
    labelNames: ['city'] as const,
    registers,
    collect() {
      this.reset();
      for (const city of cityIds()) if (paces.isSlow(city)) this.set({ city }, 1);
    },
  });
}
