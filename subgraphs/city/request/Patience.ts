import type { IncomingMessage, ServerResponse } from 'node:http';

/** How many milliseconds the hub still waits for the answer when it sends the question. */
const HEADER = 'x-request-timeout-ms';

/** Whether somebody still waits for the answer to a request. */
export class Patience {
  readonly #endsAt: number;
  readonly #response: Pick<ServerResponse, 'destroyed'>;

  /** @param endsAt on the clock of `performance.now()`; Infinity when nobody said */
  constructor(endsAt: number, response: Pick<ServerResponse, 'destroyed'>) {
    this.#endsAt = endsAt;
    this.#response = response;
  }

  /** True when the time that the hub gave is over, or the connection was closed before the answer. */
  get isOver(): boolean {
    return this.#response.destroyed || performance.now() >= this.#endsAt;
  }
}

/** Reads it of a request that has just come. What is no number of milliseconds says nothing. */
export function patienceOf(request: Pick<IncomingMessage, 'headers'>, response: ServerResponse): Patience {
  const value = request.headers[HEADER];
  const isNumber = typeof value === 'string' && /^\d{1,9}$/.test(value);
  return new Patience(isNumber ? performance.now() + Number(value) : Infinity, response);
}
