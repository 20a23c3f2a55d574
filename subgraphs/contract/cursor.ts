import { parseJson } from './parseJson';

/** What tells whether values are those of a cursor of one list. */
interface Shape<T> {
  safeParse(values: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

/** Opaque to clients: base64url of the values as JSON. The first of them names the list, so that no other takes it. */
export function packCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor in this shape. Undefined for anything that `packCursor` did not make of such values. */
export function unpackCursor<T extends readonly (string | number)[]>(shape: Shape<T>, text: string): T | undefined {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  // The comparison finds what Buffer skips when it decodes.
  return parsed.success && packCursor(parsed.data) === text ? parsed.data : undefined;
}
