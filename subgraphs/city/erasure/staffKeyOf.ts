import { keyOf } from '../../contract/ids';

/**
 * The key of a staff record of this city, from what was typed for an id.
 *
 * @throws UnknownStaffError for a malformed id, one of another city, and one of another type
 */
export function staffKeyOf(id: string, cityId: string): string {
  const key = keyOf(id, cityId, 'staff');
  if (key !== null) {
    return key;
  }
  const [owner, type] = id.split(':');
  const reason =
    owner !== cityId && id.split(':').length === 3
      ? `is not an id of ${cityId}`
      : type !== undefined && type !== 'staff' && keyOf(id, cityId, type as 'programme') !== null
        ? `is not about staff, but a ${type}`
        : 'is not an id';
  throw new UnknownStaffError(`${JSON.stringify(id)} ${reason}: expected one such as ${cityId}:staff:12.`);
}

/** An id of no staff record of this city. The message says why. */
export class UnknownStaffError extends Error {
  override readonly name = 'UnknownStaffError';
}
