import { ArgsType, Field, Int } from 'type-graphql';
import { MAX_PAGE } from '../../contract/bounds';
import type { Seal } from '../../serving/Seal';
import { BadUserInputError } from '../errors';
import type { Page, PageItem } from '../record/Connection';
import type { ListLoaders, Position } from './listLoaders';

const DEFAULT_PAGE = 20;

/**
 * Reads a page of an owner's list, from its beginning or behind `after`, or from its end or before `before`.
 *
 * @throws BadUserInputError (BAD_USER_INPUT) for `first` or `last` out of 1 to 100, for what begins at both ends, and for a
 *   cursor of another list
 */
export async function readPage<Item>(
  list: ListLoaders<Item>,
  owner: string,
  args: AskedPage,
  { cityId, seal }: { readonly cityId: string; readonly seal: Seal },
): Promise<Page<Item>> {
  const { size, backwards, cursor } = readDirection(args);
  const address: ListAddress = [cityId, list.name, owner];
  const from = cursor === null ? null : decodeCursor(seal, address, cursor, backwards ? 'before' : 'after');

  const { positions, hasMoreBehind } = await list.pages[backwards ? 'backwards' : 'forwards'].load({
    owner,
    size,
    from,
  });
  const shown = positions.slice(0, size);
  const items = await Promise.all(
    (backwards ? shown.toReversed() : shown).map(async (position): Promise<PageItem<Item>[]> => {
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
  const goesOn = positions.length > size;
  return {
    items: items.flat(),
    hasNextPage: backwards ? hasMoreBehind : goesOn,
    hasPreviousPage: backwards ? goesOn : hasMoreBehind,
    count: () => list.counts.load(owner),
  };
}

/** As GraphQL hands them over. Not every list can be read from its end. */
type AskedPage = Pick<PageArguments, 'first' | 'after'> & Partial<Pick<ListArguments, 'last' | 'before'>>;

/** From where a page is read, how many items, and which way. */
function readDirection({ first, after, last, before }: AskedPage) {
  if (last == null) {
    if (before != null) throw new BadUserInputError('before', 'before needs last.');
    return { size: readSize('first', first ?? DEFAULT_PAGE), backwards: false, cursor: after ?? null };
  }
  // What is not given is the default.
  if (first != null && first !== DEFAULT_PAGE) {
    throw new BadUserInputError('last', 'Ask for first or for last, not for both.');
  }
  if (after != null) throw new BadUserInputError('after', 'after goes with first, and not with last.');
  return { size: readSize('last', last), backwards: true, cursor: before ?? null };
}

function readSize(name: 'first' | 'last', size: number): number {
  if (size >= 1 && size <= MAX_PAGE) return size;
  throw new BadUserInputError(name, `${name} must be from 1 to ${MAX_PAGE}, but got ${size}.`);
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, defaultValue: DEFAULT_PAGE, description: `How many, 1 to ${MAX_PAGE}.` })
  readonly first!: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  readonly after?: string | null;
}

/** Of a list that can be read from its end, too. */
@ArgsType()
export class ListArguments extends PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `In place of \`first\`: how many from the end, or before \`before\`, 1 to ${MAX_PAGE}, in the order of the list.`,
  })
  readonly last?: number | null;

  @Field(() => String, { nullable: true, description: 'With `last`, the `startCursor` of the page behind.' })
  readonly before?: string | null;
}

/** The list as cursors name it: the city, the list's name, and what it belongs to. */
type ListAddress = readonly [cityId: string, list: string, owner: string];

/** Sealed, since the sort value can be a person's name, and for its list, so that it is refused in any other. */
function encodeCursor(seal: Seal, list: ListAddress, { sort, key }: Position): string {
  return seal.close(JSON.stringify([sort, key]), list.join(' '));
}

/** The position behind a cursor of this list. Throws BAD_USER_INPUT for whatever this city did not make for it. */
function decodeCursor(seal: Seal, list: ListAddress, cursor: string, argument: 'after' | 'before'): Position {
  const opened = seal.open(cursor, list.join(' '));
  if (opened === undefined) throw new BadUserInputError(argument, `${argument} must be a cursor of this list.`);
  const [sort, key] = JSON.parse(opened) as [string, string];
  return { sort, key };
}
