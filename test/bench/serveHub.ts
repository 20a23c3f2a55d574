import { once } from 'node:events';
import { pino } from 'pino';
import { parseHubConfig } from '../../gateway/config';
import type { Hub } from '../../gateway/createHub';
import { createHub } from '../../gateway/createHub';

/**
 * Runs a hub in a child process on the network file that its first argument names, with the vocabulary that its second one
 * names, until nobody listens any more. Tells the address of its API when its first round of visits has ended.
 *
 * @param settings further ones, by the names of their variables
 * @param onServing called before the address is told
 */
export function serveHub(settings: Readonly<Record<string, string>>, onServing?: (hub: Hub) => void): void {
  const [networkFile = '', vocabularyFile = ''] = process.argv.slice(2);
  serve().catch((error: unknown) => {
    process.stderr.write(String(error));
    process.exit(1);
  });

  async function serve(): Promise<void> {
    const hub = await createHub(
      parseHubConfig({
        HANSE_NETWORK: networkFile,
        HANSE_CITIES_HTTPS_ONLY: 'false',
        HANSE_VOCABULARY: vocabularyFile,
        HANSE_REQUESTS_PER_MINUTE: '0',
        PORT: '0',
        ...settings,
      }),
      pino({ level: 'silent' }),
    );
    await hub.ready;
    hub.warmUp();
    onServing?.(hub);
    process.send?.(`${hub.url}/graphql`);
    await once(process, 'disconnect');
    await hub.close();
  }
}
