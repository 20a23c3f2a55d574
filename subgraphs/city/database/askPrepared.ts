import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The names of the statements that were prepared; as many as the code has. */
const names = new Map<string, string>();

/**
 * Asks a statement whose text is always the same, so that each connection reads and plans it once. It goes to the pool
 * of TypeORM's driver itself: TypeORM has no prepared statements.
 *
 * @param text a constant of the code, never with input in it
 * @returns rows as lists of values, since objects of rows would only be made into others
 */
export async function askPrepared(
  dataSource: DataSource,
  text: string,
  values: readonly unknown[],
): Promise<readonly (readonly unknown[])[]> {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  let name = names.get(text);
  if (name === undefined) {
    // PostgreSQL takes names of 63 bytes.
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  const { rows } = await master.query<unknown[]>({ name, text, values: [...values], rowMode: 'array' });
  return rows;
}
