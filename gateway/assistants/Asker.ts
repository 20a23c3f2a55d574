import type { Query } from '../web/Query';

/** On whose behalf a tool asks the hub. */
export interface Asker {
  readonly query: Query;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Of the hub, as the asker knows it, such as `https://hub.example.org`. */
  readonly origin: string;
  /** Is told why there was no answer. */
  readonly onFailure: (cause: unknown) => void;
}
