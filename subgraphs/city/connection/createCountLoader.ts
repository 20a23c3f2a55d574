import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { SqlParameters } from '../database/SqlParameters';
import type { Visibility } from '../visibility/Visibility';
import type { Conditions } from './Conditions';
import type { KeysetList } from './KeysetList';
import { listConditions } from './listConditions';

/** Counts a list for many owners in one statement. */
export function createCountLoader(
  dataSource: DataSource,
  list: KeysetList,
  sections: readonly Visibility[],
  filter: Conditions,
): DataLoader<string, number> {
  return new DataLoader(async (owners) => {
    const parameters = new SqlParameters();
    const rows = await dataSource.query<{ total: number }[]>(
      `SELECT (
         SELECT count(*)::integer FROM ${list.table} AS item
         WHERE ${listConditions(list, sections, filter, parameters)}
       ) AS total
       FROM unnest(${parameters.bind(owners)}::text[]) WITH ORDINALITY AS request(owner, ordinal)
       ORDER BY request.ordinal`,
      parameters.values,
    );
    return rows.map(({ total }) => total);
  });
}
