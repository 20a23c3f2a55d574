/** Opaque to clients: base64url of the values as JSON. The first of them names the list, so that no other takes it. */
export function packCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}
