import { watchHolds } from './watchHolds';

/** What a process tells of itself when it is asked. */
export interface Load {
  /** Processor time of all its threads since its start. */
  readonly cpuUs: number;
  /** The longest hold of its event loop since it was last asked. */
  readonly longestHoldMs: number;
}

/** Has this process tell its load whenever its parent says something. */
export function tellLoad(): void {
  const longestHold = watchHolds();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuUs: user + system, longestHoldMs: longestHold() } satisfies Load);
  });
}
