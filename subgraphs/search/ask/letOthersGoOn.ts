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
