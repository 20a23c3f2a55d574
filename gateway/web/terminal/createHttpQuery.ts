import type { Query, QueryResult } from '../Query';
import { bearer } from './bearer';
import { HubAnswerError } from './HubAnswerError';

/**
 * Asks a hub over HTTP, after the GraphQL over HTTP specification.
 *
 * @param token of who signed in; undefined asks as an anonymous client
 */
export function createHttpQuery(hub: string, token: string | undefined): Query {
  return async (operation, { signal }) => {
    const response = await fetch(`${hub}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...bearer(token) },
      body: JSON.stringify(operation),
      signal,
    });
    const body = await response.text();
    try {
      const result = JSON.parse(body) as unknown;
      if (isQueryResult(result)) return result;
    } catch {
      // Told below, as for any other answer that is none.
    }
    throw new HubAnswerError(hub, response.status);
  };
}

function isQueryResult(result: unknown): result is QueryResult {
  if (typeof result !== 'object' || result === null) return false;
  return 'data' in result || ('errors' in result && Array.isArray(result.errors));
}
