import type { SearchContext } from '../SearchContext';

/**
 * What to wait for before work goes on, where the request has held up others for long enough: its next turn. The promise
 * rejects when its time is over.
 *
 * Nothing where it may go on at once, and then nothing is to be awaited: the siblings of a query come here in the same turn,
 * and each is to look at the time when those before it have done their work.
 */
export function letOthersGoOn({ work }: Pick<SearchContext, 'work'>): Promise<void> | undefined {
  return work === undefined || work.mayGoOn ? undefined : work.pause();
}

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
