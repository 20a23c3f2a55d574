import { performance } from 'node:perf_hooks';
import { createDispatcher } from '../../serving/createDispatcher';
import type { ForwardProxy } from '../../serving/forwardProxy';
import type { TlsContents } from '../../serving/tls/TlsFiles';

export interface WireRequest {
  readonly method?: 'GET' | 'POST';
  /** Beside `/graphql`, such as `health/live`. The GraphQL endpoint itself when not given. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
}

/** The way to one city's server. It judges nothing: what a requirement is about may be in any part of the response. */
export interface Wire {
  /** A relay carries questions alone: no other method, and no other path. */
  readonly isRelayed: boolean;
  /** @throws NoReplyError */
  send(request: WireRequest): Promise<Reply>;
  close(): Promise<void>;
}

/** As long as the hub gives a whole query. */
export const TIMEOUT_MS = 10_000;
/** What the hub takes of a city in one answer. */
export const MAX_BYTES = 20 * 1024 * 1024;

/** @param tls certificates that the connection has, where it has its own */
export function createWire(url: string, proxy?: ForwardProxy, tls: TlsContents = {}): Wire {
  const options = { connections: 4, pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connect: tls };
  const dispatcher = createDispatcher(proxy, options);
  return {
    isRelayed: false,
    async send({ method = 'POST', path, headers = {}, body, timeoutMs = TIMEOUT_MS }) {
      const startedAt = performance.now();
      const { origin, pathname, search } = path === undefined ? new URL(url) : new URL(path, url);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await dispatcher.request({
          origin,
          path: `${pathname}${search}`,
          method,
          headers,
          body,
          signal,
        });
        return {
          status: response.statusCode,
          contentType: String(response.headers['content-type'] ?? '').toLowerCase(),
          bytes: await readBytes(response.body),
          tookMs: performance.now() - startedAt,
        };
      } catch (error) {
        throw new NoReplyError(
          signal.aborted ? `no complete answer within ${timeoutMs} ms` : `no answer: ${describe(error)}`,
        );
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function readBytes(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`the answer has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** An HTTP response as it came, whole. */
export interface Reply {
  readonly status: number;
  /** In lower case, with its parameters; empty when there was none. */
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly tookMs: number;
}

/** A city's server did not answer a request: no connection, or no complete answer in time. */
export class NoReplyError extends Error {
  override readonly name = 'NoReplyError';
}
