import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { meaningOf } from '../../front/errorCodes';
import type { HubContext } from '../../context';

/** The buckets of what takes a part of a request's time. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What tells of requests. */
export interface RequestCounts {
  /** Counts the requests that Apollo Server answers. */
  readonly plugin: ApolloServerPlugin<HubContext>;
  /**
   * A request has come; the function that is given back is told the status of its answer, null for none, and the code of
   * what was refused before it was GraphQL.
   */
  readonly onRequest: () => (status: number | null, refusal: string | undefined) => void;
  /** Points were taken of a requester's minute, or not, since there were not enough. */
  readonly onCharge: (points: number, isPaid: boolean) => void;
  /** There is a Redis, where hubs count together. */
  readonly onSharedCount: (count: { isLost(): boolean }) => void;
}

/** Figures of the requests of clients: how many, how long they took, what was refused and what was charged. */
export function countRequests(registers: Registry[]): RequestCounts {
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
