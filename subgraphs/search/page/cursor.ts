import { z } from 'zod';
import { isDay } from '../../contract/partialDate';
import type { Position } from '../hits/Hit';
import type { OwnedType } from '../../contract/ids';
import { parseId } from '../../contract/ids';

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
  /** What it finds, which tells its cursors from those of other searches. */
  readonly idType: OwnedType;
}

const shape = z.tuple([z.string().refine(isDay), z.int().min(0).max(1000), z.string()]);

/** Opaque to clients, and told to whoever is told the hit: base64url of the day, the score and the id as JSON. */
export function encodeCursor({ day, score, id }: Cursor): string {
  return Buffer.from(JSON.stringify([day, score, id])).toString('base64url');
}

/** Undefined for anything that `encodeCursor` does not make of a position in this search. */
export function decodeCursor({ idType }: Pick<CursorOwner, 'idType'>, text: string): Cursor | undefined {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!parsed.success) return undefined;
  const [day, score, id] = parsed.data;
  const record = parseId(id);
  if (record?.owner !== 'city' || record.type !== idType) return undefined;
  const cursor = { day, score, id };
  // The comparison finds what Buffer skips when it decodes.
  return encodeCursor(cursor) === text ? cursor : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
