import type { OwnedType } from './parseId';
import { parseId } from './parseId';

/** True when the id is that of a record of this type and this city. A city may answer for no other. */
export function isOwnedBy(cityId: string, type: OwnedType, id: string): boolean {
  const parsed = parseId(id);
  return parsed?.owner === 'city' && parsed.cityId === cityId && parsed.type === type;
}
