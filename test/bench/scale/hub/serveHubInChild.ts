import { setTimeout as sleep } from 'node:timers/promises';
import { serveHub } from '../../serveHub';

const COLLECTIONS = 5;
const BETWEEN_COLLECTIONS_MS = 200;

export type HubQuestion = 'refresh' | 'memory';

/** The bytes that the process occupies, or 0. */
export type HubAnswer = number;

const [relay, credentials] = process.argv.slice(4);

serveHub(
  {
    ...(relay !== undefined && { HANSE_NATS_URL: relay }),
    ...(credentials !== undefined && { HANSE_NATS_CREDENTIALS: credentials }),
    // A search that runs out of its time would say little about what it costs.
    HANSE_TIMEOUT_MS: '60000',
    // Ten thousand cities are more than one request may ask, by default.
    HANSE_MAX_SEARCH_COST: '5000',
    // Only when it is told to.
    HANSE_REFRESH_SECONDS: '86400',
  },
  (hub) =>
    process.on('message', (question: HubQuestion) => {
      void (question === 'refresh' ? hub.refresh().then(() => 0) : measureMemory()).then((bytes) =>
        process.send?.(bytes),
      );
    }),
);

/** The resident set when what is not used any more was collected and given back, which takes the process a while. */
async function measureMemory(): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < COLLECTIONS; time++) {
    globalThis.gc?.();
    await sleep(BETWEEN_COLLECTIONS_MS);
    least = Math.min(least, process.memoryUsage.rss());
  }
  return least;
}
