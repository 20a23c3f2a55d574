/** The concepts cannot be had from where they were to come. The message says why. */
export class VocabularyError extends Error {
  override readonly name = 'VocabularyError';
}
