import type { EntityManager } from 'typeorm';

import { tableOf } from './checkStaged';
import type { ContentTable } from './contentTables';
import { differs, sameKey } from './describeTable';
import type { Table } from './describeTable';

/** What an import does to the records of a kind. */
export interface Changes {
  /** Records of the source that the city does not have yet. */
  readonly new: number;
  /** Records that the city has otherwise, in themselves or in what is part of them. */
  readonly changed: number;
  /** Of these, records that more people may see than before. */
  readonly widened: number;
  /** Records of the source that the city has alike. */
  readonly unchanged: number;
  /** Records that the city has, and is to have no longer. */
  readonly retired: number;
  /** Records that the city has before the import. */
  readonly before: number;
}

/**
 * Finds out what staged rows change, and writes nothing but temporary tables: for each table the keys of the rows that go
 * (`retired_<table>`), and for each table of records the keys of those that change, in themselves or in a part
 * (`differing_<table>`), of which the source has those that `come`, and the others have a part in it. Every staged record has its `updated_at` then: what the source says; else, where nothing of it
 * differs, the time that it has; else the time of this import.
 *
 * @returns the changes by kind
 */
export async function planChanges(
  manager: EntityManager,
  tables: ReadonlyMap<ContentTable, Table>,
  replaced: ReadonlySet<string>,
  importedAt: Date,
): Promise<ReadonlyMap<string, Changes>> {
  // Records stand before their parts, which go with them.
  for (const table of tables.values()) await findRetired(manager, tables, table, replaced);
  await manager.query(`ANALYZE ${[...tables.values()].map(({ retired }) => retired).join(', ')}`);
  const changes = new Map<string, Changes>();
  for (const table of tables.values()) {
    const { kind, owner, replaces } = table.form;
    if (table.isOfRecords) await settleUpdatedAt(manager, tables, table, importedAt);
    // What stands as a list in the record itself is no record.
    if (replaces !== 'row' && tables.get(owner?.table ?? table.name)?.form.kind === kind) continue;
    const sum = changes.get(kind);
    const own = await countChanges(manager, table);
    changes.set(kind, sum === undefined ? own : add(sum, own));
  }
  return changes;
}

async function findRetired(
  manager: EntityManager,
  tables: ReadonlyMap<ContentTable, Table>,
  table: Table,
  replaced: ReadonlySet<string>,
): Promise<void> {
  const { kind, owner, replaces, references } = table.form;
  const reasons: string[] = [];
  if (replaced.has(kind)) {
    reasons.push('true');
  } else {
    const listed = replaces === 'row' ? undefined : replaces.listOf;
    if (listed !== undefined && owner !== undefined) {
      reasons.push(`present.${owner.column} IN (SELECT ${listed.column} FROM incoming_${listed.table})`);
    }
    const needed = references.filter(({ onRetire }) => onRetire === 'goes too');
    for (const { column, table: name } of owner === undefined ? needed : [owner, ...needed]) {
      const { form, retired } = tableOf(tables, name);
      if (replaced.has(form.kind)) reasons.push(`present.${column} IN (SELECT key FROM ${retired})`);
    }
  }
  await manager.query(
    `CREATE TEMPORARY TABLE ${table.retired} ON COMMIT DROP AS
     SELECT ${table.key.join(', ')} FROM ${table.name} AS present
     WHERE (${reasons.length === 0 ? 'false' : reasons.join(' OR ')})
       AND NOT EXISTS (SELECT FROM ${table.incoming} AS incoming WHERE ${sameKey(table, 'incoming', 'present')})`,
  );
}

async function settleUpdatedAt(
  manager: EntityManager,
  tables: ReadonlyMap<ContentTable, Table>,
  record: Table,
  importedAt: Date,
): Promise<void> {
  const differing = [
    `SELECT incoming.key FROM ${record.incoming} AS incoming LEFT JOIN ${record.name} AS present USING (key)
     WHERE present.key IS NULL OR ${differs(record, 'updated_at')}`,
  ];
  for (const part of tables.values()) {
    if (part.form.owner?.table !== record.name) continue;
    const owner = part.form.owner.column;
    const same = sameKey(part, 'incoming', 'present');
    differing.push(
      `SELECT incoming.${owner} FROM ${part.incoming} AS incoming LEFT JOIN ${part.name} AS present ON ${same}
       WHERE present.${owner} IS NULL OR ${differs(part)}`,
      `SELECT present.${owner} FROM ${part.name} AS present JOIN ${part.retired} AS incoming ON ${same}`,
    );
    if (!part.key.includes(owner)) {
      // A part that now belongs to another record is missing in the one that had it.
      differing.push(
        `SELECT present.${owner} FROM ${part.name} AS present JOIN ${part.incoming} AS incoming ON ${same}
         WHERE present.${owner} <> incoming.${owner}`,
      );
    }
  }
  for (const table of tables.values()) {
    const isPart = table.form.owner?.table === record.name;
    if (!isPart && table !== record) continue;
    const key = isPart ? table.form.owner.column : 'key';
    for (const { column, table: name, onRetire } of table.form.references) {
      if (onRetire === 'goes too') continue;
      const { retired } = tableOf(tables, name);
      differing.push(
        `SELECT present.${key} FROM ${table.name} AS present JOIN ${retired} AS gone ON gone.key = present.${column}`,
      );
    }
  }
  await manager.query(
    `CREATE TEMPORARY TABLE differing_${record.name} ON COMMIT DROP AS
     SELECT differing.key, incoming.key IS NOT NULL AS comes
     FROM (${differing.join(' UNION ')}) AS differing (key) LEFT JOIN ${record.incoming} AS incoming USING (key)`,
  );
  await manager.query(
    `UPDATE ${record.incoming} AS incoming SET updated_at = present.updated_at FROM ${record.name} AS present
     WHERE present.key = incoming.key AND incoming.updated_at IS NULL
       AND NOT EXISTS (SELECT FROM differing_${record.name} AS differing WHERE differing.key = incoming.key)`,
  );
  await manager.query(`UPDATE ${record.incoming} SET updated_at = $1 WHERE updated_at IS NULL`, [importedAt]);
  await manager.query(
    `DELETE FROM differing_${record.name} AS differing
     WHERE EXISTS (SELECT FROM ${record.retired} AS gone WHERE gone.key = differing.key)`,
  );
}

async function countChanges(manager: EntityManager, table: Table): Promise<Changes> {
  const isNew = `(present.${table.key[0] ?? ''} IS NULL)`;
  const touched = table.isOfRecords ? `(SELECT count(*) FROM differing_${table.name} WHERE NOT comes)` : '0';
  const counts = await manager.query<Changes[]>(
    `SELECT new, widened, changed + ${touched}::int AS changed, come - new - changed AS unchanged,
       (SELECT count(*) FROM ${table.retired})::int AS retired, (SELECT count(*) FROM ${table.name})::int AS before
     FROM (
       SELECT count(*)::int AS come, count(*) FILTER (WHERE ${isNew})::int AS new,
         count(*) FILTER (WHERE NOT ${isNew} AND ${differs(table)})::int AS changed,
         count(*) FILTER (WHERE NOT ${isNew} AND ${widens(table)})::int AS widened
       FROM ${table.incoming} AS incoming LEFT JOIN ${table.name} AS present ON ${sameKey(table, 'incoming', 'present')}
     ) AS compared`,
  );
  return counts.reduce(add);
}

/** The condition that more people may see the row that comes than the row that is there. */
function widens({ columns }: Table): string {
  if (!columns.includes('visibility')) return 'false';
  const audience = (row: string) => `array_position(ARRAY['INTERNAL', 'NETWORK', 'PUBLIC'], ${row}.visibility::text)`;
  return `${audience('incoming')} > ${audience('present')}`;
}

function add(one: Changes, other: Changes): Changes {
  return {
    new: one.new + other.new,
    changed: one.changed + other.changed,
    widened: one.widened + other.widened,
    unchanged: one.unchanged + other.unchanged,
    retired: one.retired + other.retired,
    before: one.before + other.before,
  };
}
