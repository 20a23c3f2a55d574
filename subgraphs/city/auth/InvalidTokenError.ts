/** A call bears no token, or none that this city takes. The message says what is wrong, and nothing of the token. */
export class InvalidTokenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidTokenError';
  }
}
