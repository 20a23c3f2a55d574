import { BadUserInputError } from '../BadUserInputError';

/** A place in a list: right behind the item with this sort value and key. */
export interface Position {
  readonly sort: string;
  readonly key: string;
}

/** The list as cursors name it: the city, the list's name, and what it belongs to. */
export type ListAddress = readonly [cityId: string, list: string, owner: string];

/** Opaque to clients, base64url. The cursor names its list, so that it is refused in any other. */
export function encodeCursor(list: ListAddress, position: Position): string {
  return Buffer.from(JSON.stringify([...list, position.sort, position.key])).toString('base64url');
}

/** The position behind a cursor of this list. Throws BAD_USER_INPUT for a broken cursor and one of another list. */
export function decodeCursor(list: ListAddress, cursor: string): Position {
  const parts = parseParts(cursor);
  if (parts === null || list.some((part, index) => part !== parts[index])) {
    throw new BadUserInputError('after', 'after must be a cursor of this list.');
  }
  const [sort, key] = parts.slice(list.length) as [string, string];
  return { sort, key };
}

function parseParts(cursor: string): readonly string[] | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
  // PostgreSQL knows no U+0000 in a text.
  const isText = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');
  return Array.isArray(parts) && parts.length === 5 && parts.every(isText) ? parts : null;
}
