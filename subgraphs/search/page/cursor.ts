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
  return packCursor([day, score, id]);
}

/** Undefined for anything that `encodeCursor` does not make of a position in this search. */
export function decodeCursor({ idType }: Pick<CursorOwner, 'idType'>, text: string): Cursor | undefined {
  const [day, score, id] = unpackCursor(shape, text) ?? [];
  if (day === undefined || score === undefined || id === undefined) return undefined;
  const record = parseId(id);
  return record?.owner === 'city' && record.type === idType ? { day, score, id } : undefined;
}

/** Opaque to clients: base64url of the values as JSON. The first of them names the list, so that no other takes it. */
export function packCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

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

/** `PageInfo` of the API. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}
