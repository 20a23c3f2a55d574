export const OWNED_TYPES = ['staff', 'programme', 'topic', 'exchange', 'need', 'offer'] as const;

/** The kinds of record that a city owns, as they stand in an id. */
export type OwnedType = (typeof OWNED_TYPES)[number];

export type ParsedId =
  | { readonly owner: 'hub'; readonly type: 'concept' | 'alliance' | 'city' }
  | { readonly owner: 'city'; readonly type: OwnedType; readonly cityId: string };

/** Longer than any slug with a type and a key. What is longer takes its time to look at, and has no end. */
export const MAX_ID_LENGTH = 500;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const RESERVED: readonly string[] = ['concept', 'alliance', 'hub'];

/**
 * Reads a global id: `<city>:<type>:<key>`, a city's slug, `concept:<slug>` or `alliance:<slug>`. Undefined when it has
 * none of these forms, or is no text: ids come from outside. Whether the thing exists is for its owner to say.
 */
export function parseId(id: unknown): ParsedId | undefined {
  if (typeof id !== 'string' || id.length > MAX_ID_LENGTH) return undefined;
  const [head = '', second, key, ...rest] = id.split(':');
  if (!SLUG.test(head) || rest.length > 0) return undefined;

  if (head === 'concept' || head === 'alliance') {
    return second !== undefined && SLUG.test(second) && key === undefined ? { owner: 'hub', type: head } : undefined;
  }
  if (RESERVED.includes(head)) return undefined;
  if (second === undefined) return { owner: 'hub', type: 'city' };

  const type = OWNED_TYPES.find((known) => known === second);
  return type !== undefined && key !== undefined && isKey(key) ? { owner: 'city', type, cityId: head } : undefined;
}

/** Whether this may stand behind owner and type. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}
