import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { SqlParameters } from '../database/SqlParameters';
import type { Visibility } from '../../contract/enums';
import type { Conditions } from './Conditions';
import type { KeysetList } from './KeysetList';
import { listConditions } from './listConditions';
import type { Count } from './Page';

/**
 * Counts a list for many owners in one statement.
 *
 * @param named up to how many items their keys are told, too
 */
export function createCountLoader(
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
