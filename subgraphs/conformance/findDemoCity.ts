import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseNetwork } from '../directory/network/parseNetwork';
import { CannotRunError } from './CannotRunError';

/**
 * Where a city of the running demo answers, and the key with which the demo signs.
 *
 * @param home folder of the demo, as for `npm start`.
 * @throws CannotRunError when the demo has never run there, or does not have the city.
 */
export async function findDemoCity(cityId: string, home: string): Promise<{ url: string; keyFile: string }> {
  const file = path.join(home, 'network.yaml');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CannotRunError(`There is no ${file}. Start the demo first: npm start.`);
  });
  const { cities } = parseNetwork(text, file);
  const url = cities.get(cityId)?.url;
  if (url === undefined) {
    const known = [...cities.values()].filter((city) => city.url !== undefined).map(({ id }) => id);
    throw new CannotRunError(`The demo has no city ${cityId} that answers. It has ${known.join(', ')}.`);
  }
  return { url, keyFile: path.join(home, 'signing-keys.json') };
}
