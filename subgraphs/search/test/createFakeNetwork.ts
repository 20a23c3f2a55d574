import type { ExecutionResult } from 'graphql';
import { graphql } from 'graphql';
import type { Logger } from 'pino';
import { pino } from 'pino';
import type { AskCity, CityCall, CityOperation, Viewer } from '../AskCity';
import { createSearchSchema } from '../createSearchSchema';
import type { SearchContext } from '../SearchContext';
import type { SummaryStore } from '../summary/createSummaryStore';
import { createSummaryStore } from '../summary/createSummaryStore';
import type { FakeCity } from './createFakeCity';

export interface FakeNetworkOptions {
  /** Read anew for every question, so that a test may change it. */
  cities: readonly FakeCity[];
  /** Slugs of cities that are listed without a server. */
  readonly listed?: readonly string[];
  readonly countries?: Readonly<Record<string, string>>;
  /** By `alliance:<slug>`: the slugs of its members. */
  readonly alliances?: Readonly<Record<string, readonly string[]>>;
  /** Ask these cities in another way than they would answer by themselves. */
  readonly misbehave?: Readonly<Record<string, AskCity>>;
  readonly maxCitiesForText?: number;
  readonly anonymous?: boolean;
  readonly remainingMs?: number;
  readonly today?: string;
  readonly logger?: Logger;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server says is read in tests as it comes
export type Loose = any;

export interface FakeNetwork {
  readonly summaries: SummaryStore;
  /** Every call to a city, in order. */
  readonly calls: { readonly cityId: string; readonly operation: CityOperation; readonly call: CityCall }[];
  /** Asks every city for its summary. */
  summarise(): Promise<void>;
  execute: (source: string, variables?: Record<string, unknown>) => Promise<ExecutionResult<Loose>>;
}

const NARROWER: Readonly<Record<string, readonly string[]>> = {
  'concept:housing': ['concept:social-housing', 'concept:homelessness'],
  'concept:youth': ['concept:youth-work'],
};

export const FAKE_CONCEPTS = [
  'concept:housing',
  'concept:social-housing',
  'concept:homelessness',
  'concept:youth',
  'concept:youth-work',
  'concept:mobility',
] as const;

/** Who asks when a test says that it is not an anonymous client, and the trace of every request. */
export const MEMBER: Viewer = { anonymous: false, organisation: 'velbert', subject: 'p-7' };
export const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

/** The subgraph `search` over cities in memory, with a small vocabulary that understands its own slugs. */
export function createFakeNetwork(options: FakeNetworkOptions): FakeNetwork {
  const { listed = [], countries = {}, alliances = {}, misbehave = {} } = options;
  const calls: { cityId: string; operation: CityOperation; call: CityCall }[] = [];

  const askCity: AskCity = async (cityId, operation, call) => {
    calls.push({ cityId, operation, call });
    const other = misbehave[cityId];
    if (other !== undefined) return other(cityId, operation, call);
    return (
      (await options.cities.find((city) => city.id === cityId)?.answer(operation)) ?? {
        status: 'UNREACHABLE',
        message: 'It could not be reached.',
        tookMs: 1,
      }
    );
  };
  const logger = options.logger ?? pino({ enabled: false });
  const summaries = createSummaryStore(askCity, logger);
  const schema = createSearchSchema({
    network: () => ({
      cities: new Map(
        [...options.cities.map((city) => city.id), ...listed].map((id) => [
          id,
          {
            id,
            country: countries[id] ?? 'DE',
            connected: !listed.includes(id),
            allianceIds: Object.keys(alliances).filter((alliance) => alliances[alliance]?.includes(id)),
          },
        ]),
      ),
      alliances: new Map(Object.entries(alliances)),
    }),
    vocabulary: {
      has: (id) => FAKE_CONCEPTS.some((concept) => concept === id),
      narrower: (id) => NARROWER[id] ?? [],
      understand: (text) =>
        FAKE_CONCEPTS.filter((id) => text.includes(id.slice('concept:'.length))).map((id) => ({ id })),
    },
    askCity,
    summaries,
    fetchReserveMs: 500,
    maxCitiesForText: options.maxCitiesForText ?? 100,
    now: () => new Date(`${options.today ?? '2026-03-01'}T12:00:00Z`),
    logger,
  });

  return {
    summaries,
    calls,
    async summarise() {
      const { signal } = new AbortController();
      for (const { id } of options.cities) await summaries.refresh(id, signal);
      calls.length = 0;
    },
    execute(source, variableValues) {
      const contextValue: SearchContext = {
        viewer: (options.anonymous ?? true) ? { anonymous: true } : MEMBER,
        traceparent: TRACEPARENT,
        deadline: { signal: new AbortController().signal, remainingMs: () => options.remainingMs ?? 5_000 },
      };
      return graphql({ schema, source, variableValues, contextValue });
    },
  };
}
