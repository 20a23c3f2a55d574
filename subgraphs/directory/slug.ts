/** Lower-case ASCII letters and digits in groups joined by hyphens, such as `staedteregion-ruhr-2030`. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** These begin the ids of what the hub owns, so that no city can be called so. */
const RESERVED_FOR_THE_HUB: ReadonlySet<string> = new Set(['concept', 'alliance', 'hub']);

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

export function isReservedSlug(slug: string): boolean {
  return RESERVED_FOR_THE_HUB.has(slug);
}

/** A city's id is its slug. */
export function isCityId(id: string): boolean {
  return isSlug(id) && !isReservedSlug(id);
}

/** What the hub owns is named `<type>:<slug>`. */
export function isHubId(type: 'alliance' | 'concept', id: string): boolean {
  return id.startsWith(`${type}:`) && isSlug(id.slice(type.length + 1));
}
