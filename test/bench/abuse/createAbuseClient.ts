import { Pool } from 'undici';
import type { AbuseRequest } from './Abuse';

export interface AbuseAnswer {
  readonly status: number;
  /** Of the first error, if the answer has one. */
  readonly code: string | null;
  readonly answerBytes: number;
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
        retryAfter: typeof retryAfter === 'string' ? Number(retryAfter) : null,
      };
    },
    close: () => pool.destroy(),
  };
}
