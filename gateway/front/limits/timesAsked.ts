import type { AskedField, ListSizeOf } from './createListSizes';

/** How often a field is asked for at most: once for each object that has it, of lists that are full. */
export function timesAsked(field: AskedField, listSizeOf: ListSizeOf): number {
  let times = 1;
  for (let { owner } = field; owner !== undefined; { owner } = owner) times *= listSizeOf(owner) ?? 1;
  return times;
}
