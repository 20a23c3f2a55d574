import { performance } from 'node:perf_hooks';
// Whatever a test does to the global ones: turns belong to the event loop.
import { setImmediate } from 'node:timers';

/**
 * For how long the work of all requests together may hold one turn of the event loop, in milliseconds. What else is done in
 * a turn, such as to read what cities sent, comes on top of it.
 */
const SLICE_MS = 8;

/** When the slice of this turn ends, by `performance.now()`. Undefined while nobody has begun one. */
let endsAt: number | undefined;
/** Who waits to go on, by whose work it is, in the order in which they have their turn. */
const waiting = new Map<object, (() => void)[]>();
let isServing = false;

/** Whether work that can wait has to let others go on. */
export function isTurnOver(): boolean {
  const now = performance.now();
  if (endsAt === undefined) {
    endsAt = now + SLICE_MS;
    setImmediate(() => {
      endsAt = undefined;
    });
  }
  return now >= endsAt;
}

/** Whose work it is that belongs to no request. */
const HUB = {};

/** Resolves when work may go on. The owners of what waits take turns, however much each of them has. */
export function nextTurn(owner: object = HUB): Promise<void> {
  return new Promise((resolve) => {
    const queue = waiting.get(owner);
    if (queue === undefined) waiting.set(owner, [resolve]);
    else queue.push(resolve);
    if (isServing) return;
    isServing = true;
    setImmediate(() => void serve());
  });
}

/** Does the steps of some work, and lets others go on in between. */
export async function takeTurns(steps: Iterable<unknown>): Promise<void> {
  const iterator = steps[Symbol.iterator]();
  while (!iterator.next().done) if (isTurnOver()) await nextTurn(iterator);
}

async function serve(): Promise<void> {
  // What is set again comes behind all others, and is still gone through.
  for (const [owner, queue] of waiting) {
    if (isTurnOver()) break;
    waiting.delete(owner);
    queue.shift()?.();
    if (queue.length > 0) waiting.set(owner, queue);
    // It goes on in microtasks, as far as it comes at once.
    for (let step = 0; step < 4; step++) await Promise.resolve();
  }
  isServing = waiting.size > 0;
  if (isServing) setImmediate(() => void serve());
}
