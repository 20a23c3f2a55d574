import { z } from 'zod';
import { BadUserInputError } from '../BadUserInputError';
import { isCityId } from '../../contract/ids';

/**
 * Where a city stands in the list by name. A cursor holds it as it is, so that paging goes on from there even when the
 * city itself has left meanwhile.
 */
export interface CityPosition {
  readonly name: string;
  readonly id: string;
}

/** The tag tells the cursors of this list from those of others. */
const CursorSchema = z.tuple([z.literal('cities'), z.string(), z.string().refine(isCityId)]);

export function toCursor({ name, id }: CityPosition): string {
  return Buffer.from(JSON.stringify(['cities', name, id])).toString('base64url');
}

/** @throws BadUserInputError when the cursor is not one of this list */
export function parseCursor(cursor: string): CityPosition {
  const position = CursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!position.success) throw new BadUserInputError('after', 'a cursor of this list', cursor);
  const [, name, id] = position.data;
  return { name, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
