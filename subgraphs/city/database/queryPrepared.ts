import { createHash } from 'node:crypto';
import { types } from 'pg';
import type { Pool, QueryArrayConfig } from 'pg';
import type { DataSource } from 'typeorm';
import type { RequestDataSource } from './RequestStatements';

/** A value as PostgreSQL writes it. */
export type Raw = string | null;

/** What a statement gave, still as PostgreSQL wrote it: most questions never look at most of it. */
export interface PreparedAnswer {
  readonly rows: readonly (readonly Raw[])[];
  /** What makes a value of a column, by the column's place. */
  readonly decoders: readonly ((raw: string) => unknown)[];
}

/** The names of the statements that were prepared; as many as the code has. */
const names = new Map<string, string>();

const asWritten = { getTypeParser: () => (raw: string) => raw };

/** pg's own way to make values, less narrowly typed than by the type ids that its types name. */
const pgTypes = types as { getTypeParser(type: number, format: 'text'): (raw: string) => unknown };

/**
 * Asks a statement whose text is always the same, so that each connection reads and plans it once. It goes to the pool
 * of TypeORM's driver itself: TypeORM has no prepared statements.
 *
 * @param text a constant of the code, never with input in it
 */
export async function queryPrepared(
  dataSource: DataSource,
  text: string,
  values: readonly unknown[],
): Promise<PreparedAnswer> {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  const { isTransactionPooled } = master.options as { readonly isTransactionPooled?: boolean };
  const statement: QueryArrayConfig = {
    // What was prepared in one session of a pooler is not known to the next.
    ...(isTransactionPooled === true ? {} : { name: nameOf(text) }),
    text,
    values: [...values],
    rowMode: 'array',
    types: asWritten,
  };
  const { statements } = dataSource as RequestDataSource;
  const { rows, fields } = await (statements?.ask<Raw[]>(statement) ?? master.query<Raw[]>(statement));
  return { rows, decoders: fields.map(({ dataTypeID }) => pgTypes.getTypeParser(dataTypeID, 'text')) };
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    // PostgreSQL takes names of 63 bytes.
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}
