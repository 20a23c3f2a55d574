import type { Seal } from '../../serving/Seal';
import { BadUserInputError } from '../BadUserInputError';

/** A place in a list: right behind the item with this sort value and key. */
export interface Position {
  readonly sort: string;
  readonly key: string;
}

/** The list as cursors name it: the city, the list's name, and what it belongs to. */
export type ListAddress = readonly [cityId: string, list: string, owner: string];

/** Sealed, since the sort value can be a person's name, and for its list, so that it is refused in any other. */
export function encodeCursor(seal: Seal, list: ListAddress, { sort, key }: Position): string {
  return seal.close(JSON.stringify([sort, key]), list.join(' '));
}

/** The position behind a cursor of this list. Throws BAD_USER_INPUT for whatever this city did not make for it. */
export function decodeCursor(seal: Seal, list: ListAddress, cursor: string): Position {
  const opened = seal.open(cursor, list.join(' '));
  if (opened === undefined) throw new BadUserInputError('after', 'after must be a cursor of this list.');
  const [sort, key] = JSON.parse(opened) as [string, string];
  return { sort, key };
}
