import type { z } from 'zod';
import { packCursor } from './packCursor';

/** The values of a cursor in this shape. Undefined for anything that `packCursor` did not make of such values. */
export function unpackCursor<T extends readonly (string | number)[]>(shape: z.ZodType<T>, text: string): T | undefined {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  // The comparison finds what Buffer skips when it decodes.
  return parsed.success && packCursor(parsed.data) === text ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
