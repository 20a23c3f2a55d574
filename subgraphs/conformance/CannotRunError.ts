/** A check cannot begin. The message says what to do about it. */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
}
