/** A city does not meet a requirement. The message says what was seen, for its operator. */
export class NotMetError extends Error {
  override readonly name = 'NotMetError';
}

/** Whether a city meets a requirement cannot be told. The message says why, for its operator. */
export class NoEvidenceError extends Error {
  override readonly name = 'NoEvidenceError';
}

/** A check cannot begin. The message says what to do about it. */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
}
