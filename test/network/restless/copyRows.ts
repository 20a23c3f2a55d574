import type { DataSource } from 'typeorm';

/** Makes the rows of one city's database those of another with the same tables, as replication does, in one transaction each. */
export async function copyRows(from: DataSource, to: DataSource): Promise<void> {
  const tables = await from.query<{ name: string; columns: string }[]>(
    `SELECT quote_ident(relname) AS name, string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations'
       AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     GROUP BY relname`,
  );
  const all = tables.map(({ name }) => `(SELECT coalesce(json_agg(${name}), '[]') FROM ${name})::text`);
  const [{ rows }] = await from.query<[{ rows: readonly string[] }]>(`SELECT ARRAY[${all.join(', ')}] AS rows`);
  await to.transaction(async (manager) => {
    // Without triggers and foreign keys: what they make is among the rows.
    await manager.query(`SET LOCAL session_replication_role = 'replica'`);
    for (const [index, { name, columns }] of tables.entries()) {
      await manager.query(`DELETE FROM ${name}`);
      await manager.query(
        `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1)`,
        [rows[index]],
      );
    }
  });
}
