import { performance } from 'node:perf_hooks';
import { GraphQLError } from 'graphql';
import { onAbort } from '../../subgraphs/search/ask/signals';
import { tooCostly } from '../front/limits/tooCostly';
import { isTurnOver, nextTurn } from './turns';

/** Values that are made for one answer, those on the way to it included: each of the answer's counts about three times. */
const MAX_VALUES = 1_000_000;
/** Characters of one answer, those of its keys included. A text that stands in many places counts at each. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** What is there when the time is over is still made into an answer, in so many milliseconds. */
const GRACE_MS = 1_000;

/** The end of a query's time. */
interface QueryTime {
  /** Aborts at the end. */
  readonly signal: AbortSignal;
}

/**
 * The work that one request makes in this process: it has a budget, and lets others go on after a while. Once it failed, it
 * fails for all parts of the request.
 */
export class AnswerWork {
  #values = 0;
  #characters = 0;
  #paused = 0;
  #graceEndsAt: number | undefined;
  #failure: GraphQLError | undefined;

  /** @param time of the query. Without one it may take as long as it likes. */
  constructor(private readonly time?: QueryTime) {}

  /** Why it goes on no more. */
  get failure(): GraphQLError | undefined {
    return this.#failure;
  }

  /**
   * Counts values that are made.
   *
   * @throws GraphQLError with the code `TOO_COSTLY`, before they are
   */
  count(values: number): void {
    this.#values += values;
    if (this.#values <= MAX_VALUES) return;
    const figure = `The answer to this query takes more than ${MAX_VALUES} values to make`;
    throw this.#fail(tooCostly(figure, MAX_VALUES, 'Ask for smaller pages, or for fewer lists within lists.'));
  }

  /**
   * Counts characters of the answer.
   *
   * @throws GraphQLError with the code `TOO_COSTLY`
   */
  countCharacters(characters: number): void {
    this.#characters += characters;
    if (this.#characters <= MAX_CHARACTERS) return;
    const figure = `The answer to this query has more than ${MAX_CHARACTERS} characters`;
    throw this.#fail(tooCostly(figure, MAX_CHARACTERS, 'Ask for fewer records or fields at once.'));
  }

  /** False when it is time to `pause`. */
  get mayGoOn(): boolean {
    return !isTurnOver();
  }

  /** Whether a part of it waits for its turn. */
  get isPaused(): boolean {
    return this.#paused > 0;
  }

  /**
   * Lets others go on, and resolves when it is this one's turn again.
   *
   * @throws GraphQLError with the code `QUERY_TIMED_OUT` when the time of the query is over
   */
  async pause(): Promise<void> {
    this.#paused += 1;
    await nextTurn(this);
    this.#paused -= 1;
    if (this.#failure) throw this.#failure;
    if (!this.time?.signal.aborted) return;
    this.#graceEndsAt ??= performance.now() + GRACE_MS;
    if (performance.now() >= this.#graceEndsAt) throw this.#fail(timedOut());
  }

  /**
   * Waits for what is made elsewhere.
   *
   * @throws GraphQLError with the code `QUERY_TIMED_OUT` when the time of the query is over before it is there
   */
  async within<Made>(made: Promise<Made>): Promise<Made> {
    const { signal } = this.time ?? {};
    if (signal === undefined) return made;
    let stopWaiting = (): void => undefined;
    const over = new Promise<never>((_resolve, reject) => {
      stopWaiting = onAbort(signal, () => {
        reject(this.#fail(timedOut()));
      });
    });
    try {
      return await Promise.race([made, over]);
    } finally {
      stopWaiting();
    }
  }

  #fail(error: GraphQLError): GraphQLError {
    return (this.#failure ??= error);
  }
}

function timedOut(): GraphQLError {
  const message =
    'The time for this query was over before its answer was made. Ask for less, or give it more time with timeoutMs.';
  return new GraphQLError(message, { extensions: { code: 'QUERY_TIMED_OUT', http: { status: 200 } } });
}
