/** The contract has no list of lists. A city may answer with lists of any depth. */
const MAX_LISTS = 2;

/**
 * Puts null where an answer misses what was not asked for, in place.
 *
 * @param data untrusted; what has another form than was asked for is left as it is
 * @param gaps the keys that lead to each
 */
export function fillGaps(data: unknown, gaps: readonly (readonly string[])[]): void {
  for (const gap of gaps) fill(data, gap, 0);
}

function fill(value: unknown, [key, ...rest]: readonly string[], lists: number): void {
  if (key === undefined || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (lists < MAX_LISTS) for (const item of value) fill(item, [key, ...rest], lists + 1);
    return;
  }
  const object = value as Record<string, unknown>;
  if (rest.length > 0) fill(Object.hasOwn(object, key) ? object[key] : undefined, rest, 0);
  else if (!Object.hasOwn(object, key)) object[key] = null;
}
