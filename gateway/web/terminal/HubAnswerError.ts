/** Something answered in the hub's place that does not speak as a hub does. */
export class HubAnswerError extends Error {
  override readonly name = 'HubAnswerError';

  constructor(
    readonly hub: string,
    readonly status: number,
  ) {
    super(`What answers at ${hub} (HTTP ${status}) is not a hub.`);
  }
}
