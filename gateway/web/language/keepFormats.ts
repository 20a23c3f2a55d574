import { LRUCache } from 'lru-cache';

/** More than three languages have forms and currencies; cities write what they like for a currency. */
const MOST_KEPT = 200;

/**
 * A maker whose results are kept by their key: the formats of `Intl` take up to a tenth of a millisecond to make, and a page writes
 * hundreds of dates and amounts. What throws is not kept.
 */
export function keepFormats<Format extends object>(make: (...key: readonly string[]) => Format) {
  const kept = new LRUCache<string, Format>({ max: MOST_KEPT });
  return (...key: readonly string[]): Format => {
    const name = key.join(' ');
    const format = kept.get(name) ?? make(...key);
    kept.set(name, format);
    return format;
  };
}
