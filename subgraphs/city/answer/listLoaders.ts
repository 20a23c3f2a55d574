import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import type { Count } from '../record/Connection';
import type { Keyed, NodeKind } from '../record/Node';
import { SqlParameters } from '../record/SqlParameters';

/** A list that can be paged by position, in SQL. All parts are constants of the code, never input. */
export interface KeysetList<Item extends Keyed, Filter = never> {
  /** Tells the list from others of the same owner in cursors. */
  readonly name: string;
  /** The kind of its items, which says how they are sorted and who may see them. */
  readonly of: NodeKind<Item>;
  /** Which items belong to an owner: a condition on `item` and `request.owner`. */
  readonly membership: string;
  /**
   * What a filter asks of the items: conditions on `item` in SQL, all of which must hold. Values come from outside and are
   * bound, never written into the statement.
   */
  readonly conditionsOf?: (filter: Filter, parameters: SqlParameters) => readonly string[];
}

/** A list and the records in it, as one request loads them. */
export interface ListLoaders<Item> {
  readonly name: string;
  readonly pages: DataLoader<PageRequest, readonly Position[], string>;
  readonly counts: DataLoader<string, Count>;
  readonly records: DataLoader<string, Item | null>;
}

/** A place in a list: right behind the item with this sort value and key. */
export interface Position {
  readonly sort: string;
  readonly key: string;
}

/**
 * Everything that is needed to page through a list, for one request.
 *
 * @param filter null for the whole list
 * @param named up to how many items a count tells their keys, too
 */
export function createListLoaders<Item extends Keyed, Filter>(
  dataSource: DataSource,
  list: KeysetList<Item, Filter>,
  filter: Filter | null,
  sections: readonly Visibility[],
  records: DataLoader<string, Item | null>,
  named: number,
): ListLoaders<Item> {
  /** Which items the viewer gets of an owner's list: those that are in it, may be seen and pass the filter. */
  const conditions: Conditions = (parameters) => {
    const passing = filter === null ? [] : (list.conditionsOf?.(filter, parameters) ?? []);
    return [list.membership, list.of.seenBy('item', parameters.bind(sections)), ...passing].join(' AND ');
  };
  return {
    name: list.name,
    pages: createPageLoader(dataSource, list.of, conditions),
    counts: createCountLoader(dataSource, list.of, conditions, named),
    records,
  };
}

/** Which items are meant, as one condition in SQL. */
type Conditions = (parameters: SqlParameters) => string;

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
  kind: NodeKind,
  conditions: Conditions,
): DataLoader<PageRequest, readonly Position[], string> {
  return new DataLoader(
    async (requests) => {
      const parameters = new SqlParameters();
      const statement = pageStatement(kind, requests, conditions(parameters), parameters);
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
  { type, sort, descending = false }: NodeKind,
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
      FROM ${type} AS item
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
  kind: NodeKind,
  conditions: Conditions,
  named: number,
): DataLoader<string, Count> {
  return new DataLoader(async (owners) => {
    const parameters = new SqlParameters();
    const items = `FROM ${kind.type} AS item WHERE ${conditions(parameters)}`;
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
