import { once } from 'node:events';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';

/**
 * Runs a hub with its usual limits on the network file named first with the vocabulary named second, until nobody listens
 * any more. Tells its URL when its first round of visits has ended.
 */
async function serve(networkFile: string, vocabularyFile: string): Promise<void> {
  const hub = await createHub(
    parseHubConfig({
      HANSE_NETWORK: networkFile,
      HANSE_VOCABULARY: vocabularyFile,
      HANSE_REQUESTS_PER_MINUTE: '0',
      PORT: '0',
    }),
    pino({ level: 'silent' }),
  );
  await hub.ready;
  process.send?.(hub.url);
  await once(process, 'disconnect');
  await hub.close();
}

const [networkFile = '', vocabularyFile = ''] = process.argv.slice(2);
serve(networkFile, vocabularyFile).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
