import type DataLoader from 'dataloader';
import { MAX_PAGE } from '../../contract/bounds';
import type { Seal } from '../../serving/Seal';
import { BadUserInputError } from '../BadUserInputError';
import { decodeCursor, encodeCursor } from './cursor';
import type { ListAddress, Position } from './cursor';
import type { Count, Page, PageItem } from './Page';
import type { PageArguments } from './PageArguments';
import type { PageRequest } from './createPageLoader';

/** A list and the records in it, as one request loads them. */
export interface ListLoaders<Item> {
  readonly name: string;
  readonly pages: DataLoader<PageRequest, readonly Position[], string>;
  readonly counts: DataLoader<string, Count>;
  readonly records: DataLoader<string, Item | null>;
}

/** Reads a page of an owner's list. Throws BAD_USER_INPUT for `first` out of 1 to 100 and for a cursor of another list. */
export async function readPage<Item>(
  list: ListLoaders<Item>,
  owner: string,
  args: PageArguments,
  { cityId, seal }: { readonly cityId: string; readonly seal: Seal },
): Promise<Page<Item>> {
  const first = args.first ?? 20;
  if (first < 1 || first > MAX_PAGE) {
    throw new BadUserInputError('first', `first must be from 1 to ${MAX_PAGE}, but got ${first}.`);
  }
  const address: ListAddress = [cityId, list.name, owner];
  const after = args.after == null ? null : decodeCursor(seal, address, args.after);

  const positions = await list.pages.load({ owner, first, after });
  const items = await Promise.all(
    positions.slice(0, first).map(async (position): Promise<PageItem<Item>[]> => {
      const node = await list.records.load(position.key);
      // An import may have taken a record away between the two statements.
      if (node === null) return [];
      return [
        {
          get cursor() {
            return encodeCursor(seal, address, position);
          },
          node,
        },
      ];
    }),
  );
  return {
    items: items.flat(),
    hasNextPage: positions.length > first,
    hasPreviousPage: after !== null,
    count: () => list.counts.load(owner),
  };
}
