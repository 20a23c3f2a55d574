import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { REQUEST_TIMEOUT_HEADER } from '../../contract/headers';
import { SERVICE_UNAVAILABLE } from '../errors';

/** Until when somebody waits for the answer to a request: until the time is over that the hub gave, or the client is gone. */
export class Deadline {
  readonly #endsAt: number;
  /** Told when it is over. */
  readonly #listeners = new Set<() => void>();
  #hasEnded = false;

  /**
   * @param timeoutMs how long somebody waits; Infinity when nobody said
   * @param response is closed when it was sent, and when whoever asked hung up: either way nobody waits any more
   */
  constructor(timeoutMs: number, response: Pick<ServerResponse, 'destroyed' | 'once'>) {
    this.#endsAt = performance.now() + timeoutMs;
    const end = (): void => {
      this.#hasEnded = true;
      for (const listener of this.#listeners) listener();
    };
    const timer = Number.isFinite(timeoutMs) ? setTimeout(end, timeoutMs) : undefined;
    response.once('close', () => {
      clearTimeout(timer);
      end();
    });
    if (response.destroyed) end();
  }

  /** True when the time that the hub gave is over, or the connection was closed before the answer. */
  get isOver(): boolean {
    return this.#hasEnded || performance.now() >= this.#endsAt;
  }

  /** @throws RequestAbandonedError when nobody does */
  throwIfOver(): void {
    if (this.isOver) throw new RequestAbandonedError();
  }

  /**
   * What a promise gives, as long as somebody waits for it.
   *
   * @param drop takes what comes too late
   * @throws RequestAbandonedError as soon as nobody does
   */
  async waitFor<Value>(promise: Promise<Value>, drop: (late: Value) => void = () => undefined): Promise<Value> {
    return await new Promise<Value>((resolve, reject) => {
      let isOver = false;
      const end = (): void => {
        isOver = true;
        reject(new RequestAbandonedError());
      };
      if (this.isOver) end();
      else this.#listeners.add(end);
      promise.then(
        (value) => {
          this.#listeners.delete(end);
          if (isOver) drop(value);
          else resolve(value);
        },
        (error: unknown) => {
          this.#listeners.delete(end);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }
}

/** Reads the deadline of a request that has just come. */
export function readDeadline(request: Pick<IncomingMessage, 'headers'>, response: ServerResponse): Deadline {
  return new Deadline(readPatience(request), response);
}

/** How long the hub waits, in milliseconds. What is no number of them says nothing, which is Infinity. */
export function readPatience({ headers }: Pick<IncomingMessage, 'headers'>): number {
  const value = headers[REQUEST_TIMEOUT_HEADER];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Infinity;
}

/** The deadline is over: nobody waits for the answer any more. It reaches a client that does, after all, as an outage does. */
export class RequestAbandonedError extends GraphQLError {
  constructor() {
    super('The city gave up, because the time for the answer was over.', {
      extensions: { code: SERVICE_UNAVAILABLE },
    });
    this.name = 'RequestAbandonedError';
  }
}
