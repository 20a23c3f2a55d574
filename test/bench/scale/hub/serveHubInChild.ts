import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { parseHubConfig } from '../../../../gateway/config';
import { createHub } from '../../../../gateway/createHub';

const COLLECTIONS = 5;
const BETWEEN_COLLECTIONS_MS = 200;

export type HubQuestion = 'refresh' | 'memory';

/** The bytes that the process occupies, or 0. */
export type HubAnswer = number;

/**
 * Runs a hub on the network file named first with the vocabulary named second, until nobody listens any more. Tells its
 * URL when its first round of visits has ended.
 */
async function serve(networkFile: string, vocabularyFile: string): Promise<void> {
  const hub = await createHub(
    parseHubConfig({
      HANSE_NETWORK: networkFile,
      HANSE_VOCABULARY: vocabularyFile,
      PORT: '0',
      HANSE_REQUESTS_PER_MINUTE: '0',
      // A search that runs out of its time would say little about what it costs.
      HANSE_TIMEOUT_MS: '60000',
      // Only when it is told to.
      HANSE_REFRESH_SECONDS: '86400',
    }),
    pino({ level: 'silent' }),
  );
  await hub.ready;
  process.on('message', (question: HubQuestion) => {
    void (question === 'refresh' ? hub.refresh().then(() => 0) : measureMemory()).then((bytes) =>
      process.send?.(bytes),
    );
  });
  process.send?.(hub.url);
  await once(process, 'disconnect');
  await hub.close();
}

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

const [networkFile = '', vocabularyFile = ''] = process.argv.slice(2);
serve(networkFile, vocabularyFile).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
