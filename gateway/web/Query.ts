import type { GraphQLFormattedError } from 'graphql';

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
 * Asks the hub's GraphQL API as an anonymous client does. The page and the export do so in process, the terminal client
 * over HTTP. Rejects when no answer was had at all, also when the signal aborts.
 */
export type Query = (operation: QueryOperation, request: { readonly signal: AbortSignal }) => Promise<QueryResult>;
