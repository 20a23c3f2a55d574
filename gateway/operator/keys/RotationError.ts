/** The keys cannot be rotated as they are, or not yet. The message says what to do; nothing was changed. */
export class RotationError extends Error {
  override readonly name = 'RotationError';
}
