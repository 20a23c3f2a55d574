import { Pool } from 'undici';
import type { AbuseRequest } from './Abuse';

/** Rows of a table that the hub asks for at a time. */
const PAGE = 100;

export interface AbuseAnswer {
  readonly status: number;
  /** Of the first error, if the answer has one. */
  readonly code: string | null;
  readonly answerBytes: number;
  /** Of a table, which is read and paid a hundred rows at a time. Else 1. */
  readonly pages: number;
  /** When the next one is answered, in seconds, if the hub says so. */
  readonly retryAfter: number | null;
}

export interface AbuseClient {
  send(request: AbuseRequest): Promise<AbuseAnswer>;
  close(): Promise<void>;
}

/** Sends as somebody with this address of 127.0.0.0/8, and reads every answer to its end. */
export function createAbuseClient(url: string, address: string, connections: number): AbuseClient {
  const pool = new Pool(url, { connections, pipelining: 1, localAddress: address, headersTimeout: 0, bodyTimeout: 0 });
  return {
    async send(request) {
      const { method, path } = request;
      const body = request.method === 'POST' ? request.body : null;
      const headers = { 'content-type': 'application/json' };
      const answer = await pool.request({ method, path, body, headers });
      const text = Buffer.from(await answer.body.arrayBuffer());
      const { 'retry-after': retryAfter } = answer.headers;
      return {
        status: answer.statusCode,
        code: /"code": ?"([A-Z_]+)"/.exec(text.toString('utf8', 0, 100_000))?.[1] ?? null,
        answerBytes: text.length,
        pages: isTable(answer.headers['content-type']) ? Math.ceil(countLines(text) / PAGE) : 1,
        retryAfter: typeof retryAfter === 'string' ? Number(retryAfter) : null,
      };
    },
    close: () => pool.destroy(),
  };
}

function isTable(type: string | string[] | undefined): boolean {
  return String(type).startsWith('text/csv');
}

function countLines(text: Buffer): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
