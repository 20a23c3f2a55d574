import type { GraphQLFormattedError } from 'graphql';
import type { HitReserve } from '../../subgraphs/search/hits/HitReserve';
import type { Account } from '../../subgraphs/search/cost/Account';
import type { HubViewer } from '../front/sign-in/HubViewer';
import type { Trace } from '../observe/trace/startTrace';

/** A GraphQL operation, as text. */
export interface QueryOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What came of it, after the GraphQL specification, section "Response Format". */
export interface QueryResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * Asks the hub's GraphQL API. The page and the export do so in process, the terminal client over HTTP. Rejects when no
 * answer was had at all, also when the signal aborts.
 */
export type Query = (operation: QueryOperation, request: QueryRequest) => Promise<QueryResult>;

export interface QueryRequest {
  readonly signal: AbortSignal;
  /** For whom to ask in process. Without it, as an anonymous client does. */
  readonly viewer?: HubViewer;
  /** What cities gave beyond the pages before, for one who reads on in process. */
  readonly reserve?: HitReserve;
  /** Pays for it. Without one, nobody counts. */
  readonly account?: Account | undefined;
  /** Of the request that is served in process. Without it, the question is one by itself. */
  readonly trace?: Trace;
}
