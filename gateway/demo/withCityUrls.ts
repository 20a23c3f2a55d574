import { isMap, isSeq, parseDocument } from 'yaml';

/**
 * A network file in which the cities have these URLs (city slug to URL). Everything else stays as it is written.
 *
 * @throws Error when a city is not in the file.
 */
export function withCityUrls(networkFile: string, urls: ReadonlyMap<string, string>): string {
  const document = parseDocument(networkFile);
  const cities = document.get('cities');
  const missing = new Set(urls.keys());
  for (const city of isSeq(cities) ? cities.items : []) {
    const id = isMap(city) ? city.get('id') : undefined;
    const url = typeof id === 'string' ? urls.get(id) : undefined;
    if (isMap(city) && url !== undefined) {
      city.set('url', url);
      missing.delete(id as string);
    }
  }
  if (missing.size > 0) {
    throw new Error(`The network file does not list ${[...missing].join(', ')}.`);
  }
  return document.toString();
}
