import type { SqlParameters } from '../database/SqlParameters';
import type { Conditions } from './Conditions';
import type { ListLoaders } from './readPage';

/** Gives the list that a filter leaves, or the whole one. Fields that ask with equal filters share its statements. */
export type FilteredLists<Item, Filter> = (filter: Filter | null | undefined) => ListLoaders<Item>;

/**
 * The lists that filters make of one, for one request.
 *
 * @param conditionsOf what a filter asks for, in SQL
 * @param createList makes the loaders of the list under these conditions
 */
export function createFilteredLists<Item, Filter extends object>(
  conditionsOf: (filter: Filter, parameters: SqlParameters) => readonly string[],
  createList: (filter: Conditions) => ListLoaders<Item>,
): FilteredLists<Item, Filter> {
  const lists = new Map<string, ListLoaders<Item>>();
  return (filter) => {
    const name = JSON.stringify(filter ?? {});
    const list =
      lists.get(name) ?? createList((parameters) => (filter == null ? [] : conditionsOf(filter, parameters)));
    lists.set(name, list);
    return list;
  };
}
