import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { contentTables } from '../../../subgraphs/city/import/store/contentTables';
import { withClient } from './withClient';

/** Tables in the order in which an import fills them. */
const tables = [...Object.keys(contentTables), 'city'];

/** Writes what a city has into a folder, a file for each table in PostgreSQL's own text form. */
export async function copyOut(databaseUrl: string, folder: string, signal: AbortSignal): Promise<void> {
  await withClient(databaseUrl, signal, async (client) => {
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      await pipeline(
        client.query(copyTo(`COPY (SELECT ${columns} FROM ${table}) TO STDOUT`)),
        createWriteStream(path.join(folder, table)),
      );
    }
  });
}

/** Puts the same rows into an empty database by COPY alone. Nothing is checked but by the database. In microseconds. */
export async function copyIn(databaseUrl: string, folder: string, signal: AbortSignal): Promise<number> {
  return await withClient(databaseUrl, signal, async (client) => {
    const columns = new Map<string, string>();
    for (const table of tables) {
      columns.set(table, await columnsOf(client, table));
    }
    const start = performance.now();
    await client.query('BEGIN');
    for (const table of tables) {
      await pipeline(
        createReadStream(path.join(folder, table)),
        client.query(copyFrom(`COPY ${table} (${columns.get(table)!}) FROM STDIN`)),
      );
    }
    await client.query('COMMIT');
    return (performance.now() - start) * 1000;
  });
}

async function columnsOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(attname, ', ' ORDER BY attnum) AS columns FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]!.columns;
}
