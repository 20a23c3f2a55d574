import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** How the connections to the database are used at this moment. */
export interface PoolState {
  readonly open: number;
  readonly idle: number;
  readonly limit: number;
  /** Questions that wait for a connection. */
  readonly waiting: number;
}

/** Of a data source that is connected. TypeORM does not type the pool that its driver for PostgreSQL has. */
export function readPool(dataSource: DataSource): PoolState {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  return {
    open: master.totalCount,
    idle: master.idleCount,
    limit: master.options.max,
    waiting: master.waitingCount,
  };
}
