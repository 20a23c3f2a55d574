/** Whether a city meets a requirement cannot be told. The message says why, for its operator. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
