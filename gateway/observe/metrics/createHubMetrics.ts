import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { meaningOf } from '../../front/errorCodes';
import type { AskCity } from '../../../subgraphs/contract/AskCity';
import type { SearchEvent } from '../../../subgraphs/search/SearchDependencies';
import type { HubContext } from '../../context';
import { CallCounts, watchCalls, watchCities, watchHonesty } from './cityMetrics';
import type { CitiesWatched } from './cityMetrics';
import { processMetrics } from '../../../subgraphs/serving/processMetrics';

/** The figures of one hub. */
export interface HubMetrics {
  /** Counts the requests that Apollo Server answers. */
  readonly plugin: ApolloServerPlugin<HubContext>;
  /** The same way to ask cities, which counts what comes of it. */
  readonly measured: (askCity: AskCity) => AskCity;
  readonly onSearch: (event: SearchEvent) => void;
  /**
   * A request has come; the function that is given back is told the status of its answer, null for none, and the code of
   * what was refused before it was GraphQL.
   */
  readonly onRequest: () => (status: number | null, refusal: string | undefined) => void;
  /** Points were taken of a requester's minute, or not, since there were not enough. */
  readonly onCharge: (points: number, isPaid: boolean) => void;
  /** There is a Redis, where hubs count together. */
  readonly onSharedCount: (count: { isLost(): boolean }) => void;
  readonly contentType: string;
  /** In the text format of Prometheus. */
  readonly render: () => Promise<string>;
}

/** What is looked at whenever the figures are read. */
interface HubWatched extends CitiesWatched {
  /** Files that the hub reads again while it runs, by what they hold. Undefined for what this hub is not told. */
  readonly files: Readonly<Record<'network' | 'keys' | 'questions', { readonly isRefused: () => boolean } | undefined>>;
  /** Undefined until the engine runs. */
  readonly planCache: () => PlanCacheStatistics | undefined;
  /** Undefined where no city dials out to one. */
  readonly relay?: { readonly isUp: boolean } | undefined;
  /** Undefined where nothing is written down. */
  readonly audit: { readonly isFailing: () => boolean } | undefined;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Makes figures in a registry of their own: several hubs may run in one process. Labels are the slugs of the network's
 * cities and words of this code; none is about a person or a question.
 */
export function createHubMetrics(watched: HubWatched): HubMetrics {
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
  const searches = new Counter({
    name: 'hanse_hub_searches_total',
    help: 'Searches, by whether every city that could match answered in full.',
    labelNames: ['complete'] as const,
    registers,
  });
  const coverage = new Counter({
    name: 'hanse_hub_coverage_cities_total',
    help: 'Cities that could match in searches, by what their part of the answer was.',
    labelNames: ['status'] as const,
    registers,
  });
  const records = new Counter({
    name: 'hanse_hub_records_with_hits_total',
    help: 'Records and topics that cities were asked for along with their hits: shown on a page, unseen since they came in vain, or lacking, so that they were fetched.',
    labelNames: ['use'] as const,
    registers,
  });
  const unseenBytes = new Counter({
    name: 'hanse_hub_records_with_hits_unseen_bytes_total',
    help: 'About how many bytes of JSON the records and topics were that came in vain along with hits, by the first of each city in each search.',
    registers,
  });
  const rounds = new Counter({
    name: 'hanse_hub_search_rounds_total',
    help: 'Searches that asked for records along with hits, by how many rounds of calls their page took: 1 or 2.',
    labelNames: ['rounds'] as const,
    registers,
  });
  const refusals = new Counter({
    name: 'hanse_hub_refusals_total',
    help: 'Requests that were refused, by the code of the error.',
    labelNames: ['reason'] as const,
    registers,
  });
  const points = new Counter({
    name: 'hanse_hub_points_total',
    help: 'Points that requests cost, by whether their requesters had them left.',
    labelNames: ['result'] as const,
    registers,
  });
  let isRedisLost = (): boolean => false;
  new Gauge({
    name: 'hanse_hub_redis_lost',
    help: '1 while Redis cannot be had, so that this hub limits requests by itself. Always 0 for a hub that has none.',
    registers,
    collect() {
      this.set(isRedisLost() ? 1 : 0);
    },
  });
  const inFlight = new Gauge({
    name: 'hanse_hub_requests_in_flight',
    help: 'Requests that are not answered yet.',
    registers,
  });
  const calls = new CallCounts();
  watchCalls(calls, registers);
  watchFiles(watched, registers);
  watchCities(watched, registers);
  watchHonesty(watched, registers);
  watchPlanCache(watched, registers);
  watchAudit(watched, registers);
  watchRelay(watched, registers);

  return {
    plugin: {
      invalidRequestWasReceived: () => {
        refusals.inc({ reason: 'BAD_REQUEST' });
        return Promise.resolve();
      },
      requestDidStart: ({ contextValue: { viewer } }) => {
        const startedAt = performance.now();
        return Promise.resolve({
          willSendResponse: ({ response: { body } }) => {
            const codes = body.kind === 'single' ? (body.singleResult.errors ?? []).map(codeOf) : [];
            const outcome = outcomeOf(codes);
            requests.inc({ outcome, viewer: viewer.anonymous ? 'anonymous' : 'member' });
            if (outcome === 'refused') refusals.inc({ reason: codes[0] });
            duration.observe((performance.now() - startedAt) / 1_000);
            return Promise.resolve();
          },
        });
      },
    },
    measured: (askCity) => async (cityId, operation, call) => {
      const startedAt = performance.now();
      calls.inFlight += 1;
      const reply = await askCity(cityId, operation, call);
      calls.inFlight -= 1;
      const seconds = (performance.now() - startedAt) / 1_000;
      calls.add(cityId, reply.status, seconds);
      callDuration.observe({ status: reply.status }, seconds);
      if ('cause' in reply && reply.cause !== undefined) failures.inc({ cause: reply.cause });
      return reply;
    },
    onSearch: ({ coverage: { complete, cities, notAsked }, records: counts }) => {
      for (const use of ['shown', 'unseen', 'lacking'] as const) records.inc({ use }, counts?.[use] ?? 0);
      unseenBytes.inc(counts?.unseenBytes ?? 0);
      if (counts !== undefined) rounds.inc({ rounds: counts.lacking > 0 ? 2 : 1 });
      searches.inc({ complete: String(complete) });
      for (const { status } of cities) coverage.inc({ status });
      if (notAsked > 0) coverage.inc({ status: 'NOT_ASKED' }, notAsked);
    },
    onRequest: () => {
      inFlight.inc();
      return (status, refusal) => {
        inFlight.dec();
        // Who looks for what is not there has not asked anything, and what fails is no refusal.
        if (status === null || status >= 500 || refusal === undefined || refusal === 'NOT_FOUND') return;
        refusals.inc({ reason: status === 413 ? 'TOO_LARGE' : refusal });
      };
    },
    onCharge: (count, isPaid) => {
      points.inc({ result: isPaid ? 'charged' : 'refused' }, count);
    },
    onSharedCount: (count) => {
      isRedisLost = () => count.isLost();
    },
    contentType: register.contentType,
    render: async () => `${await register.metrics()}\n${await processMetrics().metrics()}`,
  };
}

/** `errors` is an answer in part, `refused` one with nothing but faults of the question, `failed` one with a fault of the hub. */
function outcomeOf(codes: readonly string[]): 'answered' | 'errors' | 'refused' | 'failed' {
  if (codes.length === 0) return 'answered';
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 'failed';
  return codes.every((code) => meaningOf(code)?.fault === 'client') ? 'refused' : 'errors';
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.['code']);
}

function watchFiles({ files }: HubWatched, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_file_refused',
    help: '1 for a file that cannot be used as it is, so that the last good one holds.',
    labelNames: ['file'] as const,
    registers,
    collect() {
      for (const [file, watched] of Object.entries(files)) {
        if (watched) this.set({ file }, watched.isRefused() ? 1 : 0);
      }
    },
  });
}

function watchRelay({ relay }: HubWatched, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_relay_lost',
    help: '1 while the relay cannot be had to which cities dial out. Always 0 for a hub that has none.',
    registers,
    collect() {
      this.set(relay?.isUp === false ? 1 : 0);
    },
  });
}

function watchAudit({ audit }: HubWatched, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_audit_failing',
    help: '1 when the last search could not be written into the audit trail. Always 0 for a hub that keeps none.',
    registers,
    collect() {
      this.set(audit?.isFailing() === true ? 1 : 0);
    },
  });
}

function watchPlanCache({ planCache }: HubWatched, registers: Registry[]): void {
  new Counter({
    name: 'hanse_hub_plan_cache_lookups_total',
    help: 'Query plans that were needed, by whether they were there.',
    labelNames: ['result'] as const,
    registers,
    collect() {
      this.reset();
      this.inc({ result: 'hit' }, planCache()?.hits ?? 0);
      this.inc({ result: 'miss' }, planCache()?.misses ?? 0);
    },
  });
  new Gauge({
    name: 'hanse_hub_plan_cache_plans',
    help: 'Query plans that are kept.',
    registers,
    collect() {
      this.set(planCache()?.size ?? 0);
    },
  });
}

/** How the cache of query plans does, since the hub started. */
export interface PlanCacheStatistics {
  /** Plans that were there. */
  readonly hits: number;
  /** Plans that had to be made. */
  readonly misses: number;
  /** Plans that are kept at present. */
  readonly size: number;
}
