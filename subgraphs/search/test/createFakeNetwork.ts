import type { ExecutionResult } from 'graphql';
import { graphql } from 'graphql';
import type { Logger } from 'pino';
import { pino } from 'pino';
import type { AskCity, CityCall, CityOperation } from '../../contract/AskCity';
import type { Viewer } from '../../contract/tokens';
import { createSearchSchema } from '../createSearchSchema';
import type { HitReserve } from '../hits/HitReserve';
import type { CityCursors, PlaceReading, SearchableCity } from '../SearchSources';
import type { Deadline, SearchContext } from '../SearchContext';
import type { SearchDependencies } from '../SearchDependencies';
import type { SummaryStore } from '../summary/SummaryStore';
import { createSummaryStore } from '../summary/createSummaryStore';
import type { FakeCity } from './createFakeCity';

export interface FakeNetworkOptions {
  /** Concepts that are related to one, by its id. */
  readonly related?: Readonly<Record<string, readonly string[]>>;
  /** Read anew for every question, so that a test may change it. */
  cities: readonly FakeCity[];
  /** Slugs of cities that are listed without a server. */
  readonly listed?: readonly string[];
  readonly countries?: Readonly<Record<string, string>>;
  /** What else the network's file says of a city, by its slug. */
  readonly facts?: Readonly<Record<string, Partial<Pick<SearchableCity, 'population' | 'location' | 'languages'>>>>;
  /** By `alliance:<slug>`: the slugs of its members. */
  readonly alliances?: Readonly<Record<string, readonly string[]>>;
  /** Ask these cities in another way than they would answer by themselves. */
  misbehave?: Readonly<Record<string, AskCity>>;
  /** Of who reads page after page. */
  reserve?: HitReserve | undefined;
  readonly maxCitiesForText?: number;
  readonly maxSearchCost?: number;
  readonly minCount?: number;
  readonly anonymous?: boolean;
  readonly remainingMs?: number;
  /** Aborts when the client is gone. */
  readonly client?: AbortSignal;
  readonly today?: string;
  readonly logger?: Logger;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server says is read in tests as it comes
export type Loose = any;

export interface FakeNetwork {
  readonly dependencies: SearchDependencies;
  /** Of one request of a client. */
  createContext(): SearchContext;
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

/** What its vocabulary takes for names. */
const NAMES = /\p{Lu}\p{L}*/gu;

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
  const { listed = [], countries = {}, facts = {}, alliances = {} } = options;
  const calls: { cityId: string; operation: CityOperation; call: CityCall }[] = [];

  const askCity: AskCity = async (cityId, operation, call) => {
    calls.push({ cityId, operation, call });
    const other = options.misbehave?.[cityId];
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
  const dependencies: SearchDependencies = {
    cursors: unsealedCursors,
    minCount: options.minCount ?? 1,
    network: () => ({
      cities: new Map(
        [...options.cities.map((city) => city.id), ...listed].map((id) => [
          id,
          {
            id,
            country: countries[id] ?? 'DE',
            connected: !listed.includes(id),
            languages: [],
            ...facts[id],
            allianceIds: Object.keys(alliances).filter((alliance) => alliances[alliance]?.includes(id)),
          },
        ]),
      ),
      alliances: new Map(Object.entries(alliances)),
      readPlaces: (text) => readPlaces(text, [...options.cities.map((city) => city.id), ...listed]),
    }),
    vocabulary: {
      ids: () => FAKE_CONCEPTS,
      has: (id) => FAKE_CONCEPTS.some((concept) => concept === id),
      narrower: (id) => NARROWER[id] ?? [],
      narrowerByStep: (id) => [NARROWER[id] ?? []],
      near: (id) => [
        ...Object.keys(NARROWER).filter((above) => NARROWER[above]?.includes(id)),
        ...(options.related?.[id] ?? []),
      ],
      nearest: (words, first) =>
        FAKE_CONCEPTS.filter((id) => words.some((word) => id.includes(word.slice(0, 4)))).slice(0, first),
      read: (text) => {
        const understood = FAKE_CONCEPTS.map((id) => ({ id, text: id.slice('concept:'.length) }))
          .filter((named) => text.includes(named.text))
          .map((named) => ({ ...named, label: { lang: '', text: named.text } }));
        const unread = text.match(understood.length > 0 ? NAMES : /\S+/g) ?? [];
        return { understood, aspects: understood.map(({ id }) => [id]), ...NOTHING_ELSE, unread };
      },
    },
    askCity,
    summaries,
    fetchReserveMs: 500,
    maxTimeoutMs: 10_000,
    maxCitiesForText: options.maxCitiesForText ?? 100,
    maxSearchCost: options.maxSearchCost ?? 10_000,
    now: () => new Date(`${options.today ?? '2026-03-01'}T12:00:00Z`),
    logger,
  };
  const schema = createSearchSchema(dependencies);
  const createContext = (): SearchContext => ({
    viewer: (options.anonymous ?? true) ? { anonymous: true } : MEMBER,
    traceparent: TRACEPARENT,
    ...(options.reserve && { reserve: options.reserve }),
    deadline: deadlineIn(options.remainingMs ?? 5_000, options.client ?? new AbortController().signal),
  });

  return {
    dependencies,
    createContext,
    summaries,
    calls,
    async summarise() {
      const { signal } = new AbortController();
      for (const { id } of options.cities) await summaries.refresh(id, signal);
      calls.length = 0;
    },
    execute(source, variableValues) {
      return graphql({ schema, source, variableValues, contextValue: createContext() });
    },
  };
}

const NOTHING_ELSE = { parts: [], unread: [], names: [], vague: [] };

/** Cities by their slugs with a capital, as `Gera`, and left out as `not Gera`. */
function readPlaces(text: string, slugs: readonly string[]): PlaceReading {
  const named = slugs.map((id) => ({ id, name: id.charAt(0).toUpperCase() + id.slice(1) }));
  const words = text.match(/not \S+|\S+/g) ?? [];
  const mentions = words.flatMap((typed) =>
    named
      .filter(({ name }) => typed.replace('not ', '') === name)
      .map((city) => ({
        text: typed,
        places: [{ kind: 'CITY' as const, ...city }],
        isExcluded: typed.startsWith('not '),
      })),
  );
  return {
    mentions,
    unknown: text.includes('Buxtehude') ? ['Buxtehude'] : [],
    vague: [],
    rest: words.filter((word) => word !== 'Buxtehude' && !mentions.some((mention) => mention.text === word)).join(' '),
  };
}

/** As the gateway's, for queries of one field: what the field asks for is what the query has. */
function deadlineIn(ms: number, signal: AbortSignal): Deadline {
  return { signal, remainingMs: () => ms, allow: (timeoutMs) => deadlineIn(timeoutMs, signal) };
}

/** Gives clients the cursors that cities make, for tests that look at them. */
export const unsealedCursors: CityCursors = { close: (cursor) => cursor, open: (cursor) => cursor };
