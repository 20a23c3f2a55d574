import type { ErasedFile } from '../erasure/ErasedFile';
import { checkErasureKey } from '../erasure/ErasureMarks';
import type { ErasureMarks } from '../erasure/ErasureMarks';
import { connect, createDataSource } from './createDataSource';
import { prepareRuntimeRole } from './runtimeRole';

/** Any number will do, as long as every version of this program takes the same. */
const MIGRATION_LOCK = 1_795_305_600;

/**
 * Brings the city's database to the schema of this version. Does nothing when it is there already.
 *
 * @param databaseUrl that of the database's owner
 * @param runtimeRole gets the rights to serve from it; null when its owner serves
 * @param erasedFile is completed, and made if need be
 * @param erasureMarks are compared with those of the database
 * @throws ErasureKeyError when these were made with another secret
 * @throws ErasedFileError when the database lacks marks of erased persons that the file has
 */
export async function migrate(
  databaseUrl: string,
  runtimeRole: string | null = null,
  erasedFile?: ErasedFile,
  erasureMarks?: ErasureMarks,
): Promise<void> {
  const dataSource = createDataSource(databaseUrl);
  await connect(dataSource);
  try {
    // Two processes that start at once would both find the migration missing. The lock goes with its connection.
    const guard = dataSource.createQueryRunner();
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'all' });
    if (runtimeRole !== null) {
      await dataSource.transaction((manager) => prepareRuntimeRole(manager, runtimeRole));
    }
    if (erasedFile !== undefined) {
      await erasedFile.complete(dataSource.manager);
      await erasedFile.check(dataSource.manager);
    }
    if (erasureMarks !== undefined) await checkErasureKey(dataSource.manager, erasureMarks);
  } finally {
    await dataSource.destroy();
  }
}
