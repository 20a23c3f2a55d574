/** What a city owns and others can refer to. */
export type RecordType = 'staff' | 'programme' | 'topic' | 'exchange' | 'need' | 'offer';

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The id under which the network knows a record: `<city>:<type>:<key>`. */
export function globalId(cityId: string, type: RecordType, key: string): string {
  return `${cityId}:${type}:${key}`;
}

/** The key behind an id of this city and type; null for anything else, whether foreign or malformed. */
export function keyOf(id: unknown, cityId: string, type: RecordType): string | null {
  const prefix = `${cityId}:${type}:`;
  if (typeof id !== 'string' || !id.startsWith(prefix)) {
    return null;
  }
  const key = id.slice(prefix.length);
  return KEY.test(key) ? key : null;
}
