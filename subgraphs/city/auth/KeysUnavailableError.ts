/** The hub's keys cannot be had, so that no token can be checked. It may be as good as any: this is no one's refusal. */
export class KeysUnavailableError extends Error {
  constructor(jwks: string, cause: unknown) {
    super(`The hub's keys at ${jwks} cannot be had.`, { cause });
    this.name = 'KeysUnavailableError';
  }
}
