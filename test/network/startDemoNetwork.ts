import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startNetwork } from './startNetwork';
import type { NetworkOptions, TestNetwork } from './startNetwork';

const demo = join(__dirname, '../../gateway/demo');

/** The network that `npm start` shows. */
export async function startDemoNetwork(config: NetworkOptions['config'] = {}): Promise<TestNetwork> {
  const cities = readdirSync(join(demo, 'cities'));
  return await startNetwork({
    network: parse(readFileSync(join(demo, 'network.yaml'), 'utf8')) as NetworkOptions['network'],
    content: Object.fromEntries(cities.map((id) => [id, join(demo, 'cities', id)])),
    config,
  });
}
