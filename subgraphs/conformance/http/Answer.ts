/** An error of a GraphQL response, as far as it has the form of one. */
export interface AnswerError {
  readonly message: string;
  readonly code: string | undefined;
  readonly path: readonly (string | number)[];
}

/** A response, read as GraphQL. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** The body; characters that are not UTF-8 are replaced. */
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
  /** Null when there was no `data`. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
  readonly tookMs: number;
}
