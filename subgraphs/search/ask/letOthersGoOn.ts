import type { SearchContext } from '../SearchContext';

/** Waits for the request's next turn when it has held up others for long enough. Rejects when its time is over. */
export async function letOthersGoOn({ work }: SearchContext): Promise<void> {
  if (work && !work.mayGoOn) await work.pause();
}
