/** One thing that is wrong in a network file. */
export interface NetworkFileProblem {
  /** Counted from 1. */
  readonly line: number;
  /** A sentence: what was expected, what was got. */
  readonly reason: string;
}

/** A network file cannot be used; all its problems are named at once, in the order of the file. */
export class NetworkFileError extends Error {
  override readonly name = 'NetworkFileError';

  constructor(
    readonly fileName: string,
    readonly problems: readonly NetworkFileProblem[],
  ) {
    super(problems.map(({ line, reason }) => `${fileName}:${line}: ${reason}`).join('\n'));
  }
}
