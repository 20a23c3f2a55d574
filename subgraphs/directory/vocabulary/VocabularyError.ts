/** One thing that is wrong in a vocabulary file. */
export interface VocabularyProblem {
  /** Counted from 1; known for syntax errors only, since triples do not remember where they stood. */
  readonly line?: number;
  /** A sentence that names the concept. */
  readonly reason: string;
}

/** A vocabulary file cannot be used; all its problems are named at once. */
export class VocabularyError extends Error {
  override readonly name = 'VocabularyError';

  constructor(
    readonly fileName: string,
    readonly problems: readonly VocabularyProblem[],
  ) {
    super(
      problems
        .map(({ line, reason }) => (line === undefined ? `${fileName}: ${reason}` : `${fileName}:${line}: ${reason}`))
        .join('\n'),
    );
  }
}
