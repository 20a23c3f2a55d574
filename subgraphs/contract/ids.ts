// How things are named across the network. A city is its slug (`gera`), what a city owns is `<city>:<type>:<key>`
// (`gera:staff:12`), and what the hub owns is `concept:<slug>` or `alliance:<slug>`.

export const OWNED_TYPES = ['staff', 'programme', 'topic', 'exchange', 'need', 'offer'] as const;

/** The kinds of record that a city owns, as they stand in an id. */
export type OwnedType = (typeof OWNED_TYPES)[number];

type ParsedId =
  | { readonly owner: 'hub'; readonly type: 'concept' | 'alliance' | 'city' }
  | { readonly owner: 'city'; readonly type: OwnedType; readonly cityId: string };

/** Longer than any slug with a type and a key. Ids come from outside, and to look at a long one takes its time. */
export const MAX_ID_LENGTH = 500;

/** Lower-case ASCII letters and digits in groups joined by hyphens, such as `staedteregion-ruhr-2030`. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** They stand for the hub's own things in ids, so no city can be called so. */
const RESERVED_SLUGS: readonly string[] = ['concept', 'alliance', 'hub'];

/** What a city calls a record in its own source. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** True for a slug that a city can have. Whether there is such a city is for the hub to know. */
export function isCityId(id: string): boolean {
  return isSlug(id) && !RESERVED_SLUGS.includes(id);
}

/** True for `<type>:<slug>`. */
export function isHubId(type: 'alliance' | 'concept', id: string): boolean {
  return id.startsWith(`${type}:`) && isSlug(id.slice(type.length + 1));
}

/** True for `concept:<slug>`, whether or not the vocabulary has it. */
export function isConceptId(id: unknown): boolean {
  return typeof id === 'string' && id.length <= MAX_ID_LENGTH && isHubId('concept', id);
}

/** Whether a text may stand behind owner and type. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** The id under which the network knows a record of a city. */
export function globalId(cityId: string, type: OwnedType, key: string): string {
  return `${cityId}:${type}:${key}`;
}

/** The key behind an id of this city and type; null for anything else, whether foreign or malformed. */
export function keyOf(id: unknown, cityId: string, type: OwnedType): string | null {
  const prefix = `${cityId}:${type}:`;
  if (typeof id !== 'string' || !id.startsWith(prefix)) {
    return null;
  }
  const key = id.slice(prefix.length);
  return isKey(key) ? key : null;
}

/** True when the id is that of a record of this type and this city, whose slug is valid. A city may answer for no other. */
export function isOwnedBy(cityId: string, type: OwnedType, id: string): boolean {
  const typeAt = cityId.length + 1;
  const keyAt = typeAt + type.length + 1;
  // Part by part: every hit has two ids, and to join city and type for each would take longer than to compare them.
  return (
    id.startsWith(cityId) &&
    id[typeAt - 1] === ':' &&
    id.startsWith(type, typeAt) &&
    id[keyAt - 1] === ':' &&
    isKey(id.slice(keyAt))
  );
}

/**
 * Reads a global id. Undefined when it has none of the forms above, or is no text: ids come from outside. Whether the
 * thing exists is for its owner to say.
 */
export function parseId(id: unknown): ParsedId | undefined {
  if (typeof id !== 'string' || id.length > MAX_ID_LENGTH) return undefined;
  const [head = '', second, key, ...rest] = id.split(':');
  if (!isSlug(head) || rest.length > 0) return undefined;

  if (head === 'concept' || head === 'alliance') {
    return second !== undefined && isSlug(second) && key === undefined ? { owner: 'hub', type: head } : undefined;
  }
  if (RESERVED_SLUGS.includes(head)) return undefined;
  if (second === undefined) return { owner: 'hub', type: 'city' };

  const type = OWNED_TYPES.find((known) => known === second);
  return type !== undefined && key !== undefined && isKey(key) ? { owner: 'city', type, cityId: head } : undefined;
}

/** Names a record, which the gateway then fetches from its owner: a representation in the sense of Apollo Federation. */
export interface Reference {
  readonly __typename: string;
  readonly id: string;
}
