/** Of node, of OpenSSL through node, of undici. */
const CODE = /^[A-Z][A-Z\d_]{1,60}$/;

/**
 * Why a connection failed, in a word: `ENOTFOUND`, `ECONNREFUSED`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`. It names no address
 * and has few values, so that it is fit for a log and as a label of figures. `UNKNOWN` where the error does not say.
 */
export function causeOf(error: unknown): string {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string' && CODE.test(code)) return code;
  // One for each address of a name.
  if (Array.isArray(errors) && errors.length > 0) return causeOf(errors[0] ?? {});
  return cause === undefined || cause === null ? 'UNKNOWN' : causeOf(cause);
}
