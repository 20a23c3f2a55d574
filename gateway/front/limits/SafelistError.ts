/** A file of operations cannot be used. */
export class SafelistError extends Error {
  override readonly name = 'SafelistError';
}
