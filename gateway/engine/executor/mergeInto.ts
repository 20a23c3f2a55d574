/** An object of an answer, as JSON has it. */
export type Data = Record<string, unknown>;

/**
 * Puts what a subgraph answered into what is there already, in place: objects are merged, lists of the same length item
 * by item, and anything else is taken over as it is. Parts of `given` become parts of `target`.
 *
 * @param merged where one object is put into several: what each part of it was merged into last, so that what these
 *   share is not merged into again for each of them
 * @throws Error at an object in the place of a leaf value: what comes after it is not merged, as in Apollo's executor
 */
export function mergeInto(target: Data, given: Data, merged?: Map<unknown, unknown>): void {
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (value === undefined) continue;
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(present) && isObject(value)) {
      if (isNew(present, value, merged)) mergeInto(present, value, merged);
    } else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) {
      if (isNew(present, value, merged)) mergeItems(present, value, merged);
    } else if (!present || !isObject(value)) {
      setOwn(target, key, value);
    } else if (!Array.isArray(present) && Object.keys(value).length > 0) {
      throw new Error(`Unexpected object in the place of a leaf value at ${key}`);
    }
    // Otherwise what is there stays: a list in front of an object, or a leaf value in front of an empty one.
  }
}

function mergeItems(target: unknown[], given: readonly unknown[], merged?: Map<unknown, unknown>): void {
  for (let index = 0; index < given.length; index++) {
    const present = target[index];
    const value = given[index];
    if (!isObject(present) || !isObject(value)) target[index] = value;
    else if (isNew(present, value, merged)) mergeInto(present, value, merged);
  }
}

/** Whether merging the one into the other could change anything, since it is not the same and was not done just now. */
function isNew(present: object, value: object, merged: Map<unknown, unknown> | undefined): boolean {
  if (present === value || merged?.get(value) === present) return false;
  merged?.set(value, present);
  return true;
}

/** An answer may have any key, even one that would change the object's prototype. */
export function setOwn(target: Data, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    target[key] = value;
  }
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
