import type { Network } from '../../subgraphs/directory/network/Network';

/** How long a list without pages may be, by its type and field, such as `Alliance.cities`. Undefined where it is not known. */
export type ListSizeOf = (field: string) => number | undefined;

/** The longest lists of the network as it is now: in a large one an alliance has thousands of cities. */
export function createListSizes(network: () => Network): ListSizeOf {
  const measured = new WeakMap<Network, ReadonlyMap<string, number>>();
  return (field) => {
    const current = network();
    const sizes = measured.get(current) ?? measure(current);
    measured.set(current, sizes);
    return sizes.get(field);
  };
}

function measure({ cities, alliances }: Network): ReadonlyMap<string, number> {
  const longest = (lists: Iterable<readonly string[]>): number => {
    let size = 1;
    for (const list of lists) size = Math.max(size, list.length);
    return size;
  };
  return new Map([
    ['Query.alliances', Math.max(1, alliances.size)],
    ['Alliance.cities', longest([...alliances.values()].map(({ cityIds }) => cityIds))],
    ['City.alliances', longest([...cities.values()].map(({ allianceIds }) => allianceIds))],
  ]);
}
