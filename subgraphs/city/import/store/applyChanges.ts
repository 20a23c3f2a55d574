import type { EntityManager } from 'typeorm';

import type { ContentTable } from './contentTables';
import { differs, sameKey } from './describeTable';
import type { Table } from './describeTable';

/** Does what `planChanges` found. Rows that do not differ are not written. */
export async function applyChanges(
  manager: EntityManager,
  tables: ReadonlyMap<ContentTable, Table>,
  importedAt: Date,
  onTable: (kind: string) => void,
): Promise<void> {
  const inOrder = [...tables.values()];
  // Parts first: a record that goes would take them along one by one.
  for (const table of inOrder.toReversed()) {
    await manager.query(
      `DELETE FROM ${table.name} AS present USING ${table.retired} AS gone WHERE ${sameKey(table, 'gone', 'present')}`,
    );
  }
  for (const table of inOrder) {
    onTable(table.form.kind);
    const same = sameKey(table, 'incoming', 'present');
    const columns = table.columns.join(', ');
    const own = table.columns.map((column) => `incoming.${column}`).join(', ');
    await manager.query(
      `UPDATE ${table.name} AS present SET (${columns}) = ROW (${own})
       FROM ${table.incoming} AS incoming WHERE ${same} AND ${differs(table)}`,
    );
    await manager.query(
      `INSERT INTO ${table.name} (${columns}) SELECT ${columns} FROM ${table.incoming} AS incoming
       WHERE NOT EXISTS (SELECT FROM ${table.name} AS present WHERE ${same})`,
    );
    if (table.isOfRecords) {
      await manager.query(
        `UPDATE ${table.name} AS present SET updated_at = $1 FROM differing_${table.name} AS differing
         WHERE differing.key = present.key`,
        [importedAt],
      );
    }
  }
  // Whoever asks next is answered by plans for what is there now. The server would get to it within a minute or so.
  await manager.query(`ANALYZE ${inOrder.map(({ name }) => name).join(', ')}`);
}
