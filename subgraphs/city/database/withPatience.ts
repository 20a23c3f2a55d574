import type { DataSource, QueryRunner } from 'typeorm';
import { NobodyWaitsError } from '../request/NobodyWaitsError';
import type { Patience } from '../request/Patience';

/** The city's database as one request asks it. */
export interface PatientDataSource extends DataSource {
  readonly patience?: Patience;
}

/**
 * The same database for one request: a statement whose turn comes when nobody waits for the answer any more is not
 * asked, and fails with NobodyWaitsError. Its turn comes when a connection is free, which is late where it matters.
 */
export function withPatience(dataSource: DataSource, patience: Patience): PatientDataSource {
  const query = async (...statement: Parameters<QueryRunner['query']>): Promise<unknown> => {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.connect();
      if (patience.isOver) throw new NobodyWaitsError();
      return await runner.query(...statement);
    } finally {
      await runner.release();
    }
  };
  return Object.assign(Object.create(dataSource) as DataSource, { patience, query });
}
