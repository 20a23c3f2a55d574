/** Whether a token is valid cannot be told, because the provider's keys are not to be had. */
export class ProviderUnavailableError extends Error {
  override readonly name = 'ProviderUnavailableError';

  constructor(cause: unknown) {
    super('The sign-in service cannot be reached at the moment.', { cause });
  }
}
