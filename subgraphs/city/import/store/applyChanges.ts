import type { EntityManager } from 'typeorm';
import type { OwnedType } from '../../../contract/ids';
import { forgetStatistics } from '../../erasure/forgetStatistics';
import type { Publication } from '../../publication/Publication';
import type { ContentTable } from './contentTables';
import { differs, sameKey } from './describeTable';
import type { Table } from './describeTable';

/**
 * Does what `planChanges` found. Rows that do not differ are not written. Every record that is new, or differs in itself or
 * in a part, has the time of the publication then, and what readers lose has a tombstone.
 */
export async function applyChanges(
  manager: EntityManager,
  tables: ReadonlyMap<ContentTable, Table>,
  importedAt: Date,
  publication: Publication,
  onTable: (kind: string) => void,
): Promise<void> {
  const inOrder = [...tables.values()];
  for (const table of inOrder) {
    if (table.columns.includes('visibility')) await hideRecords(publication, table);
  }
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
    const [stamped, stamp] = table.isOfRecords ? [', published_at', ', $1::timestamptz'] : ['', ''];
    const parameters = table.isOfRecords ? [publication.at] : [];
    await manager.query(
      `UPDATE ${table.name} AS present SET (${columns}${stamped}) = ROW (${own}${stamp})
       FROM ${table.incoming} AS incoming WHERE ${same} AND ${differs(table)}`,
      parameters,
    );
    await manager.query(
      `INSERT INTO ${table.name} (${columns}${stamped}) SELECT ${columns}${stamp} FROM ${table.incoming} AS incoming
       WHERE NOT EXISTS (SELECT FROM ${table.name} AS present WHERE ${same})`,
      parameters,
    );
    if (table.isOfRecords) await stampOthers(manager, table, importedAt, publication);
  }
  // Whoever asks next is answered by plans for what is there now. The server would get to it within a minute or so.
  await manager.query(`ANALYZE ${inOrder.map(({ name }) => name).join(', ')}`);
  await forgetStatistics(manager);
}

/** Leaves tombstones for the records that go, and for those that are shown to fewer people. */
async function hideRecords(publication: Publication, { name, incoming, retired }: Table): Promise<void> {
  await publication.hide(
    name as OwnedType,
    `SELECT present.key, present.visibility AS was, NULL::text AS becomes FROM ${name} AS present JOIN ${retired} USING (key)
     UNION ALL
     SELECT present.key, present.visibility, incoming.visibility
     FROM ${name} AS present JOIN ${incoming} AS incoming USING (key) WHERE present.visibility <> incoming.visibility`,
  );
}

/** Stamps the records that differ in a part alone, and those that no import has stamped yet. */
async function stampOthers(
  manager: EntityManager,
  { name }: Table,
  importedAt: Date,
  publication: Publication,
): Promise<void> {
  await manager.query(
    `UPDATE ${name} AS present
     SET updated_at = CASE WHEN comes THEN updated_at ELSE $1 END, published_at = $2
     FROM differing_${name} AS differing
     WHERE differing.key = present.key AND present.published_at IS DISTINCT FROM $2`,
    [importedAt, publication.at],
  );
  await manager.query(`UPDATE ${name} SET published_at = $1 WHERE published_at IS NULL`, [publication.at]);
}
