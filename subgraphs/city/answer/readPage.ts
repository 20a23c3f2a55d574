import { ArgsType, Field, Int } from 'type-graphql';
import { MAX_PAGE } from '../../contract/bounds';
import type { Seal } from '../../serving/Seal';
import { BadUserInputError } from '../errors';
import type { Page, PageItem } from '../record/Connection';
import type { ListLoaders, Position } from './listLoaders';

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

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, 1 to 100.' })
  readonly first!: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  readonly after?: string | null;
}

/** The list as cursors name it: the city, the list's name, and what it belongs to. */
type ListAddress = readonly [cityId: string, list: string, owner: string];

/** Sealed, since the sort value can be a person's name, and for its list, so that it is refused in any other. */
function encodeCursor(seal: Seal, list: ListAddress, { sort, key }: Position): string {
  return seal.close(JSON.stringify([sort, key]), list.join(' '));
}

/** The position behind a cursor of this list. Throws BAD_USER_INPUT for whatever this city did not make for it. */
function decodeCursor(seal: Seal, list: ListAddress, cursor: string): Position {
  const opened = seal.open(cursor, list.join(' '));
  if (opened === undefined) throw new BadUserInputError('after', 'after must be a cursor of this list.');
  const [sort, key] = JSON.parse(opened) as [string, string];
  return { sort, key };
}
