import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import type { Count } from '../record/Connection';
import { SqlParameters } from '../record/SqlParameters';
import type { SeenBy } from '../record/visibility';
import type { ListLoaders, Position } from './readPage';

/** A list that can be paged by position, in SQL. All parts are constants of the code, never input. */
export interface KeysetList {
  /** Tells the list from others of the same owner in cursors. */
  readonly name: string;
  /** The table of the items, which has a `key`. */
  readonly table: string;
  /** The column to sort by, before the key; a text in byte order. */
  readonly sort: string;
  /** True for the greatest sort value first. The key always ascends. */
  readonly descending: boolean;
  /** Who may see an item. */
  readonly seenBy: SeenBy;
  /** Which items belong to an owner: a condition on `item` and `request.owner`. */
  readonly membership: string;
}

/**
 * What a filter asks of the items of a list: conditions on `item` in SQL, all of which must hold. Values come from
 * outside and are bound, never written into the statement.
 */
export type Conditions = (parameters: SqlParameters) => readonly string[];

/** A list as it is. */
const noConditions: Conditions = () => [];

/** Which items a viewer gets of an owner's list, in SQL: those that are in it, may be seen and pass the filter. */
function listConditions(
  { membership, seenBy }: KeysetList,
  sections: readonly Visibility[],
  filter: Conditions,
  parameters: SqlParameters,
): string {
  return [membership, seenBy('item', parameters.bind(sections)), ...filter(parameters)].join(' AND ');
}

export interface PageRequest {
  readonly owner: string;
  readonly first: number;
  readonly after: Position | null;
}

/**
 * Reads pages of a list for many owners in one statement, a LATERAL join for each. Answers one position more than asked
 * for when the list goes on.
 */
function createPageLoader(
  dataSource: DataSource,
  list: KeysetList,
  sections: readonly Visibility[],
  filter: Conditions,
): DataLoader<PageRequest, readonly Position[], string> {
  return new DataLoader(
    async (requests) => {
      const parameters = new SqlParameters();
      const statement = pageStatement(list, requests, listConditions(list, sections, filter, parameters), parameters);
      const rows = await dataSource.query<({ request: number } & Position)[]>(statement, parameters.values);
      const pages: Position[][] = requests.map(() => []);
      for (const { request, sort, key } of rows) {
        pages[request - 1]?.push({ sort, key });
      }
      return pages;
    },
    { cacheKeyFn: (request) => JSON.stringify(request) },
  );
}

function pageStatement(
  { table, sort, descending }: KeysetList,
  requests: readonly PageRequest[],
  conditions: string,
  parameters: SqlParameters,
): string {
  const owners = parameters.bind(requests.map(({ owner }) => owner));
  const sizes = parameters.bind(requests.map(({ first }) => first + 1));
  const sorts = parameters.bind(requests.map(({ after }) => after?.sort ?? null));
  const keys = parameters.bind(requests.map(({ after }) => after?.key ?? null));
  // Without `after`, the bounds are values that nothing sorts before ('') or behind (chr(1114111)), so that the index
  // on (sort, key) serves both cases.
  const behind = descending
    ? `item.${sort} <= coalesce(request.after_sort, chr(1114111))
       AND (item.${sort} < coalesce(request.after_sort, chr(1114111)) OR item.key > coalesce(request.after_key, ''))`
    : `(item.${sort}, item.key) > (coalesce(request.after_sort, ''), coalesce(request.after_key, ''))`;
  const direction = descending ? 'DESC' : 'ASC';
  return `
    SELECT request.ordinal::integer AS request, page.sort, page.key
    FROM unnest(${owners}::text[], ${sizes}::integer[], ${sorts}::text[], ${keys}::text[])
      WITH ORDINALITY AS request(owner, size, after_sort, after_key, ordinal)
    CROSS JOIN LATERAL (
      SELECT item.${sort} AS sort, item.key
      FROM ${table} AS item
      WHERE ${conditions} AND ${behind}
      ORDER BY item.${sort} ${direction}, item.key
      LIMIT request.size
    ) AS page
    ORDER BY request.ordinal, page.sort ${direction}, page.key`;
}

/**
 * Counts a list for many owners in one statement.
 *
 * @param named up to how many items their keys are told, too
 */
function createCountLoader(
  dataSource: DataSource,
  list: KeysetList,
  sections: readonly Visibility[],
  filter: Conditions,
  named: number,
): DataLoader<string, Count> {
  return new DataLoader(async (owners) => {
    const parameters = new SqlParameters();
    const items = `FROM ${list.table} AS item WHERE ${listConditions(list, sections, filter, parameters)}`;
    const keys = named === 0 ? 'NULL::text[]' : `ARRAY(SELECT item.key::text ${items} LIMIT ${named})`;
    const rows = await dataSource.query<{ total: number; keys: readonly string[] | null }[]>(
      `SELECT (SELECT count(*)::integer ${items}) AS total, ${keys} AS keys
       FROM unnest(${parameters.bind(owners)}::text[]) WITH ORDINALITY AS request(owner, ordinal)
       ORDER BY request.ordinal`,
      parameters.values,
    );
    return rows.map(({ total, keys: first }) => ({ total, keys: total > named ? null : first }));
  });
}

/**
 * Everything that is needed to page through a list, for one request.
 *
 * @param named up to how many items a count tells their keys, too
 */
export function createListLoaders<Item>(
  dataSource: DataSource,
  list: KeysetList,
  records: DataLoader<string, Item | null>,
  sections: readonly Visibility[],
  { filter = noConditions, named = 0 }: { readonly filter?: Conditions | undefined; readonly named?: number } = {},
): ListLoaders<Item> {
  return {
    name: list.name,
    pages: createPageLoader(dataSource, list, sections, filter),
    counts: createCountLoader(dataSource, list, sections, filter, named),
    records,
  };
}

/** Gives the list that a filter leaves, or the whole one. Fields that ask with equal filters share its statements. */
type FilteredLists<Item, Filter> = (filter: Filter | null | undefined) => ListLoaders<Item>;

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
