import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../visibility/Visibility';
import type { KeysetList } from './KeysetList';

/** Counts a list for many owners in one statement. */
export function createCountLoader(
  dataSource: DataSource,
  { table, restricted, membership }: KeysetList,
  sections: readonly Visibility[],
): DataLoader<string, number> {
  return new DataLoader(async (owners) => {
    const rows = await dataSource.query<{ total: number }[]>(
      `SELECT (
         SELECT count(*)::integer FROM ${table} AS item
         WHERE ${membership} ${restricted ? 'AND item.visibility = ANY($2)' : ''}
       ) AS total
       FROM unnest($1::text[]) WITH ORDINALITY AS request(owner, ordinal)
       ORDER BY request.ordinal`,
      [owners, ...(restricted ? [sections] : [])],
    );
    return rows.map(({ total }) => total);
  });
}
