/** More requests than are allowed. */
export interface Excess {
  /** In a minute. */
  readonly limit: number;
  /** When the next one is answered, in whole seconds from now. */
  readonly retryAfter: number;
}
