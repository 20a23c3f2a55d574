/** An id of no staff record of this city. The message says why. */
export class UnknownStaffError extends Error {
  override readonly name = 'UnknownStaffError';
}
