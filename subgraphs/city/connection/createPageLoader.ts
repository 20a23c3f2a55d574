import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { SqlParameters } from '../database/SqlParameters';
import type { Visibility } from '../../contract/enums';
import type { Conditions } from './Conditions';
import type { KeysetList } from './KeysetList';
import type { Position } from './cursor';
import { listConditions } from './listConditions';

export interface PageRequest {
  readonly owner: string;
  readonly first: number;
  readonly after: Position | null;
}

/**
 * Reads pages of a list for many owners in one statement, a LATERAL join for each. Answers one position more than asked
 * for when the list goes on.
 */
export function createPageLoader(
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
