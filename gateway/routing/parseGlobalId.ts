/** The types whose records belong to a city. */
export const OWNED_TYPES = ['staff', 'programme', 'topic', 'exchange', 'need', 'offer'] as const;
export type OwnedType = (typeof OWNED_TYPES)[number];

/** A global id, taken apart: a city, a record of a city, or something of the hub's. */
export type GlobalId =
  | { readonly kind: 'CITY'; readonly city: string }
  | { readonly kind: 'RECORD'; readonly city: string; readonly type: OwnedType; readonly key: string }
  | { readonly kind: 'HUB'; readonly type: 'concept' | 'alliance'; readonly key: string };

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const NO_CITIES = new Set(['concept', 'alliance', 'hub']);

/**
 * Reads `<city>`, `<city>:<type>:<key>`, `concept:<slug>` or `alliance:<slug>`. Null for anything else, also when the
 * value is no string: ids come from outside.
 */
export function parseGlobalId(id: unknown): GlobalId | null {
  if (typeof id !== 'string') return null;
  const [head = '', type, key, ...rest] = id.split(':');
  if (rest.length > 0 || !SLUG.test(head)) return null;
  if (type === undefined) return NO_CITIES.has(head) ? null : { kind: 'CITY', city: head };
  if (key === undefined) {
    if (head !== 'concept' && head !== 'alliance') return null;
    return SLUG.test(type) ? { kind: 'HUB', type: head, key: type } : null;
  }
  const ownedType = OWNED_TYPES.find((candidate) => candidate === type);
  if (ownedType === undefined || NO_CITIES.has(head) || !isKey(key)) return null;
  return { kind: 'RECORD', city: head, type: ownedType, key };
}

/** Whether this may stand behind owner and type. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}
