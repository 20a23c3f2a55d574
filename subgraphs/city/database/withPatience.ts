import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Patience } from '../request/Patience';
import { RequestStatements } from './RequestStatements';

/** The city's database as one request asks it. */
export interface PatientDataSource extends DataSource {
  readonly statements?: RequestStatements;
}

/**
 * The same database for one request, whose statements end with its patience (see RequestStatements). They go to the pool
 * of TypeORM's driver itself: TypeORM cannot cancel one.
 */
export function withPatience(dataSource: DataSource, patience: Patience): PatientDataSource {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  const statements = new RequestStatements(master, patience);
  const query = async (text: string, values: readonly unknown[] = []): Promise<unknown> => {
    const { rows } = await statements.ask({ text, values: [...values] });
    return rows;
  };
  return Object.assign(Object.create(dataSource) as DataSource, { statements, query });
}
