import type { DataSource } from 'typeorm';
import { CityRecord } from '../record/City';

/** Throws DatabaseNotReadyError unless the database has this version's schema and holds this city's data, or none yet. */
export async function checkDatabase(dataSource: DataSource, cityId: string): Promise<void> {
  const applied = await appliedMigrations(dataSource);
  const missing = dataSource.migrations.filter((migration) => !applied.has(migration.constructor.name));
  if (missing.length > 0) {
    throw new DatabaseNotReadyError(
      `The database of ${cityId} lacks ${missing.length} migration(s): run "npm run city -- migrate" first.`,
    );
  }
  const cities = await dataSource.getRepository(CityRecord).find();
  const other = cities.find(({ id }) => id !== cityId);
  if (other !== undefined) {
    throw new DatabaseNotReadyError(`The database holds the data of ${other.id}, not of ${cityId}.`);
  }
}

async function appliedMigrations(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const [table] = await dataSource.query<{ exists: boolean }[]>(
    `SELECT to_regclass('migrations') IS NOT NULL AS exists`,
  );
  if (table?.exists !== true) {
    return new Set();
  }
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
  return new Set(rows.map(({ name }) => name));
}

/** The database can be reached, but this city cannot be served from it. The message says what to do. */
export class DatabaseNotReadyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseNotReadyError';
  }
}
