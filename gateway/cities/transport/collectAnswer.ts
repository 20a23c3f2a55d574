import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { onAbort } from '../../../subgraphs/search/ask/signals';
import { AnswerBody } from './AnswerBody';
import type { AnswerRules } from './CityTransport';

/** Of node and of undici, when the other side ends a connection. */
const LOSSES = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Sends a request, and collects the body of the answer. Rejects with what a rule throws, with the signal's reason, with a
 * `ConnectionLostError`, or with what else went wrong with the connection; the connection is given up in each case.
 *
 * Not undici's `request`: it makes a stream of each answer, which is about a fifth of what a call costs.
 */
export function collectAnswer(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  rules: AnswerRules,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    rules.signal.throwIfAborted();
    dispatcher.dispatch(request, new AnswerCollector(rules, resolve, reject));
  });
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #stopWaiting: () => void;
  readonly #body = new AnswerBody();
  #hasBegun = false;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: Error | undefined;

  constructor(
    private readonly rules: AnswerRules,
    private readonly resolve: (body: Buffer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    const { signal } = rules;
    this.#stopWaiting = onAbort(signal, () => {
      this.#giveUp(signal.reason as Error);
    });
  }

  /** The request is about to be sent, over a connection that may have taken its time to come about. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure !== undefined) controller.abort(this.#failure);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    // What is said before the answer itself, such as "103 Early Hints".
    if (statusCode < 200) return;
    this.#hasBegun = true;
    this.#check(() => {
      this.rules.checkHead({ statusCode, headers });
    });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body.append(chunk);
    this.#check(() => {
      this.rules.checkSize(this.#body.size, this.#body.pieces);
    });
  }

  onResponseEnd(): void {
    this.#stopWaiting();
    this.resolve(this.#body.toBuffer());
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#stopWaiting();
    const isLoss = !this.#hasBegun && LOSSES.has(String((error as NodeJS.ErrnoException).code));
    this.reject(isLoss ? new ConnectionLostError(error) : error);
  }

  #check(rule: () => void): void {
    try {
      rule();
    } catch (error) {
      this.#giveUp(error as Error);
    }
  }

  #giveUp(failure: Error): void {
    this.#failure ??= failure;
    this.#stopWaiting();
    this.reject(this.#failure);
    this.#controller?.abort(this.#failure);
  }
}

/** A connection ended before any of the answer came over it. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';

  constructor(cause: Error) {
    super('The connection ended before the answer.', { cause });
  }
}
