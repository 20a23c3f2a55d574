import type { ServerResponse } from 'node:http';
import { SERVICE_UNAVAILABLE } from '../errors';

/** Answers 503, in the form of GraphQL, before any city has seen the request. */
export function refuse(response: ServerResponse, message: string): void {
  response.writeHead(503, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-store',
    'retry-after': '5',
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: SERVICE_UNAVAILABLE } }] }));
}
