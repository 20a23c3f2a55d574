import { setImmediate as whenIdle } from 'node:timers';

/** What long work may take of one turn of the event loop, in milliseconds, before others have theirs. */
const TURN_MS = 10;

let beganAt: number | undefined;
const waiting: (() => void)[] = [];

/**
 * Whether long work has had its share of this turn of the event loop and has to go on with `nextTurn`. All that is done in
 * one turn counts together: of a hundred answers that have come, each would take no time worth speaking of.
 */
export function isTurnOver(): boolean {
  const now = performance.now();
  if (beganAt === undefined) {
    beganAt = now;
    whenIdle(endTurn);
  }
  return now - beganAt >= TURN_MS;
}

/** Resolves in a later turn of the event loop, and for one of those who wait in each. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) whenIdle(goOn);
  });
}

function endTurn(): void {
  beganAt = undefined;
}

function goOn(): void {
  beganAt = undefined;
  waiting.shift()?.();
  if (waiting.length > 0) whenIdle(goOn);
}
