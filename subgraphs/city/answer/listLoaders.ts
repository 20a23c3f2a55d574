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
  /** Those that go towards the end of the list, and those that go towards its beginning. */
  readonly pages: Readonly<Record<Direction, DataLoader<PageRequest, FoundPage, string>>>;
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
    pages: {
      forwards: createPageLoader(dataSource, list.of, conditions, 'forwards'),
      backwards: createPageLoader(dataSource, list.of, conditions, 'backwards'),
    },
    counts: createCountLoader(dataSource, list.of, conditions, named),
    records,
  };
}

/** Which items are meant, as one condition in SQL. */
type Conditions = (parameters: SqlParameters) => string;

export type Direction = 'forwards' | 'backwards';

export interface PageRequest {
  readonly owner: string;
  readonly size: number;
  /** The item behind which the page begins, in its direction. Null at the end of the list from which it comes. */
  readonly from: Position | null;
}

export interface FoundPage {
  /** In the order in which they are read; one more than the page holds where the list goes on. */
  readonly positions: readonly Position[];
  /** Whether anything stands where the page comes from. */
  readonly hasMoreBehind: boolean;
}

/** Reads pages of a list for many owners in one statement, a LATERAL join for each. */
function createPageLoader(
  dataSource: DataSource,
  kind: NodeKind,
  conditions: Conditions,
  direction: Direction,
): DataLoader<PageRequest, FoundPage, string> {
  return new DataLoader(
    async (requests) => {
      const parameters = new SqlParameters();
      const statement = pageStatement(kind, direction, requests, conditions(parameters), parameters);
      const rows = await dataSource.query<
        ({ request: number; has_more_behind: boolean } & (Position | { sort: null; key: null }))[]
      >(statement, parameters.values);
      const pages = requests.map(() => ({ positions: [] as Position[], hasMoreBehind: false }));
      for (const { request, has_more_behind: hasMoreBehind, sort, key } of rows) {
        const page = pages[request - 1];
        if (page === undefined) continue;
        page.hasMoreBehind = hasMoreBehind;
        // An empty page is one row that says this alone.
        if (sort !== null) page.positions.push({ sort, key });
      }
      return pages;
    },
    { cacheKeyFn: (request) => JSON.stringify(request) },
  );
}

function pageStatement(
  { type, sort, descending = false }: NodeKind,
  direction: Direction,
  requests: readonly PageRequest[],
  conditions: string,
  parameters: SqlParameters,
): string {
  const owners = parameters.bind(requests.map(({ owner }) => owner));
  const sizes = parameters.bind(requests.map(({ size }) => size + 1));
  const sorts = parameters.bind(requests.map(({ from }) => from?.sort ?? null));
  const keys = parameters.bind(requests.map(({ from }) => from?.key ?? null));
  const bySort = descending === (direction === 'backwards') ? ASCENDING : DESCENDING;
  const byKey = direction === 'backwards' ? DESCENDING : ASCENDING;
  const fromSort = `coalesce(request.from_sort, ${bySort.least})`;
  const fromKey = `coalesce(request.from_key, ${byKey.least})`;
  // A row comparison serves the index on (sort, key) best.
  const isBehind =
    bySort === byKey
      ? `(item.${sort}, item.key) ${byKey.later} (${fromSort}, ${fromKey})`
      : `(item.${sort} ${bySort.later}= ${fromSort}
         AND (item.${sort} ${bySort.later} ${fromSort} OR item.key ${byKey.later} ${fromKey}))`;
  return `
    SELECT request.ordinal::integer AS request, page.sort, page.key,
      request.from_key IS NOT NULL
        AND EXISTS (SELECT FROM ${type} AS item WHERE ${conditions} AND NOT ${isBehind}) AS has_more_behind
    FROM unnest(${owners}::text[], ${sizes}::integer[], ${sorts}::text[], ${keys}::text[])
      WITH ORDINALITY AS request(owner, size, from_sort, from_key, ordinal)
    LEFT JOIN LATERAL (
      SELECT item.${sort} AS sort, item.key
      FROM ${type} AS item
      WHERE ${conditions} AND ${isBehind}
      ORDER BY item.${sort} ${bySort.order}, item.key ${byKey.order}
      LIMIT request.size
    ) AS page ON TRUE
    ORDER BY request.ordinal, page.sort ${bySort.order}, page.key ${byKey.order}`;
}

/** An order of texts in SQL. Nothing sorts before `least`, so that the same statement serves pages that begin at the end. */
const ASCENDING = { order: 'ASC', later: '>', least: `''` };
const DESCENDING = { order: 'DESC', later: '<', least: 'chr(1114111)' };

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
