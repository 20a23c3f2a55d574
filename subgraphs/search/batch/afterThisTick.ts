import type { SearchContext } from '../SearchContext';

/**
 * Runs when everything that is under way in this turn of the event loop has come as far as it can: promises that are
 * already resolved, and what follows from them at once. (The way of dataloader's `enqueuePostPromiseJob`.) What the request
 * has put off to a later turn, so that others are served meanwhile, is waited for.
 */
export function afterThisTick({ work }: Pick<SearchContext, 'work'>, run: () => void): void {
  void Promise.resolve().then(() => {
    process.nextTick(() => {
      if (work?.isPaused) {
        setImmediate(() => {
          afterThisTick({ work }, run);
        });
      } else {
        run();
      }
    });
  });
}
