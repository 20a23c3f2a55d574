/**
 * Runs when everything that is under way in this turn of the event loop has come as far as it can: promises that are
 * already resolved, and what follows from them at once. (The way of dataloader's `enqueuePostPromiseJob`.)
 */
export function afterThisTick(run: () => void): void {
  void Promise.resolve().then(() => {
    process.nextTick(run);
  });
}
