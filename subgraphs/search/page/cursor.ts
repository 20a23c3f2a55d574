import { z } from 'zod';
import { isDay } from '../date/partialDate';
import type { Position } from '../hits/Hit';
import type { OwnedType } from '../id/parseId';
import { parseId } from '../id/parseId';

/**
 * A position in the order of all hits there are, whether or not their cities are there just now. So paging needs no
 * state anywhere, and survives a city's coming and going.
 */
export interface Cursor extends Position {
  /** The day by which the scores were counted, YYYY-MM-DD. */
  readonly day: string;
}

/** The search that a cursor belongs to. */
export interface CursorOwner {
  readonly name: string;
  readonly idType: OwnedType;
}

const shape = z.tuple([z.string(), z.string().refine(isDay), z.int().min(0).max(1000), z.string()]);

/** Opaque to clients: base64url of the search's name, the day, the score and the id as JSON. */
export function encodeCursor({ name }: CursorOwner, { day, score, id }: Cursor): string {
  return Buffer.from(JSON.stringify([name, day, score, id])).toString('base64url');
}

/** Undefined for anything that `encodeCursor` did not make for this search. */
export function decodeCursor(owner: CursorOwner, text: string): Cursor | undefined {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!parsed.success) return undefined;
  const [, day, score, id] = parsed.data;
  const record = parseId(id);
  if (record?.owner !== 'city' || record.type !== owner.idType) return undefined;
  const cursor = { day, score, id };
  // One comparison finds the cursor of another search, and what Buffer skips when it decodes.
  return encodeCursor(owner, cursor) === text ? cursor : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
