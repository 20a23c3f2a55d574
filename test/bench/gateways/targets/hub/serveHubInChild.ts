import { once } from 'node:events';
import { pino } from 'pino';
import { parseHubConfig } from '../../../../../gateway/config';
import { createHub } from '../../../../../gateway/createHub';

/**
 * Runs a hub on the network file named first with the vocabulary named second, until nobody listens any more. Tells where
 * its API is when its first round of visits has ended.
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
      // Its visits are no part of what a question costs.
      HANSE_REFRESH_SECONDS: '86400',
    }),
    pino({ level: 'silent' }),
  );
  await hub.ready;
  process.send?.(`${hub.url}/graphql`);
  await once(process, 'disconnect');
  await hub.close();
}

const [networkFile = '', vocabularyFile = ''] = process.argv.slice(2);
serve(networkFile, vocabularyFile).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
