import { z } from 'zod';
import { isDay } from '../../contract/partialDate';
import { MAX_ASPECTS, MAX_LIFT } from '../../contract/tiers';
import type { Position } from '../hits/Hit';
import type { OwnedType } from '../../contract/ids';
import { parseId } from '../../contract/ids';

/**
 * A position in the order of all hits there are, whether or not their cities are there just now. So paging needs no
 * state anywhere, and survives a city's coming and going.
 */
export interface Cursor extends Omit<Position, 'tier'> {
  /** Undefined in a list without tiers, such as one that began before there were any: it goes on without them. */
  readonly tier?: number;
  /** The day by which the scores were counted, YYYY-MM-DD. */
  readonly day: string;
}

/** The search that a cursor belongs to. */
export interface CursorOwner {
  readonly name: string;
  /** What it finds, which tells its cursors from those of other searches. */
  readonly idType: OwnedType;
}

const untiered = [z.string().refine(isDay), z.int().min(0).max(1000), z.string()] as const;
const shape = z.union([
  z.tuple(untiered),
  z.tuple([
    ...untiered,
    z
      .int()
      .min(0)
      .max(MAX_ASPECTS + MAX_LIFT),
  ]),
]);

/** Opaque to clients, and told to whoever is told the hit: base64url of the day, the score, the id and the tier as JSON. */
export function encodeCursor({ day, score, id, tier }: Cursor): string {
  return packCursor(tier === undefined ? [day, score, id] : [day, score, id, tier]);
}

/** Undefined for anything that `encodeCursor` does not make of a position in this search. */
export function decodeCursor({ idType }: Pick<CursorOwner, 'idType'>, text: string): Cursor | undefined {
  const values = unpackCursor(shape, text);
  if (values === undefined) return undefined;
  const [day, score, id, tier] = values;
  const record = parseId(id);
  return record?.owner === 'city' && record.type === idType ? { day, score, id, tier } : undefined;
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
