/** The secret behind the marks of erased persons is missing or another. The message says what to do. */
export class ErasureKeyError extends Error {
  override readonly name = 'ErasureKeyError';
}
