import type { OwnedType } from './parseId';
import { isKey } from './parseId';

/** True when the id is that of a record of this type and this city, whose slug is valid. A city may answer for no other. */
export function isOwnedBy(cityId: string, type: OwnedType, id: string): boolean {
  const owner = `${cityId}:${type}:`;
  return id.startsWith(owner) && isKey(id.slice(owner.length));
}
