import type { OwnedType } from './parseId';
import { isKey } from './parseId';

/** True when the id is that of a record of this type and this city, whose slug is valid. A city may answer for no other. */
export function isOwnedBy(cityId: string, type: OwnedType, id: string): boolean {
  const typeAt = cityId.length + 1;
  const keyAt = typeAt + type.length + 1;
  // Part by part: every hit has two ids, and to put their beginning together would take longer than to compare it.
  return (
    id.startsWith(cityId) &&
    id[typeAt - 1] === ':' &&
    id.startsWith(type, typeAt) &&
    id[keyAt - 1] === ':' &&
    isKey(id.slice(keyAt))
  );
}
