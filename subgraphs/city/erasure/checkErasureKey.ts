import type { EntityManager } from 'typeorm';
import { ErasureKeyError } from './ErasureKeyError';
import type { ErasureMarks } from './ErasureMarks';

/**
 * How many marks of erased persons there are.
 *
 * @throws ErasureKeyError when there are any, and their marks were not made with the secret at hand: compared with marks of
 *   another one, everybody would be new
 */
export async function checkErasureKey(manager: EntityManager, marks: ErasureMarks | undefined): Promise<number> {
  const found = await manager.query<{ key_check: Buffer; count: number }[]>(
    'SELECT key_check, count(*)::int AS count FROM erased_staff GROUP BY key_check',
  );
  if (found.length === 0) {
    return 0;
  }
  if (marks === undefined) {
    throw new ErasureKeyError(
      'Persons were erased from this database. Give the CITY_ERASURE_KEY of then, so that nobody of them is brought back.',
    );
  }
  if (found.some(({ key_check }) => !key_check.equals(marks.keyCheck))) {
    throw new ErasureKeyError(
      'CITY_ERASURE_KEY is not the one under which persons were erased from this database before: take the one of then.',
    );
  }
  return found.reduce((sum, { count }) => sum + count, 0);
}
