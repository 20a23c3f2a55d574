/** The header of a token (RFC 6750), if there is one. */
export function bearer(token: string | undefined): { readonly authorization?: string } {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
