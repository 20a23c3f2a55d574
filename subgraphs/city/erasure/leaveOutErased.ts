import type { EntityManager } from 'typeorm';
import { checkErasureKey } from './checkErasureKey';
import type { ErasureMarks } from './ErasureMarks';

/** What an import did not take because it is about persons who were erased. */
export interface LeftOut {
  readonly staff: number;
  readonly experiences: number;
}

/** Keys that are looked at together: some megabytes, however many there are. */
const BATCH = 10_000;

/**
 * Takes out of the rows that an import has staged (`incoming_staff`, `incoming_experience`, `incoming_programme_staff`)
 * those of erased persons. To be called when all are staged and before references are checked.
 *
 * @throws ErasureKeyError when persons were erased and the secret at hand does not fit their marks
 */
export async function leaveOutErased(manager: EntityManager, marks: ErasureMarks | undefined): Promise<LeftOut> {
  if ((await checkErasureKey(manager, marks)) === 0 || marks === undefined) {
    return { staff: 0, experiences: 0 };
  }
  let staff = 0;
  let experiences = 0;
  for (let after = ''; ;) {
    const keys = await stagedKeys(manager, after);
    const erased = await erasedAmong(manager, marks, keys);
    staff += await remove(manager, 'incoming_staff', 'key', erased);
    experiences += await remove(manager, 'incoming_experience', 'staff_key', erased);
    await remove(manager, 'incoming_programme_staff', 'staff_key', erased);
    const last = keys.at(-1);
    if (last === undefined || keys.length < BATCH) {
      return { staff, experiences };
    }
    after = last;
  }
}

async function stagedKeys(manager: EntityManager, after: string): Promise<readonly string[]> {
  const rows = await manager.query<{ key: string }[]>(
    `SELECT key FROM (
       SELECT key::text COLLATE "C" AS key FROM incoming_staff
       UNION SELECT staff_key::text COLLATE "C" FROM incoming_experience
       UNION SELECT staff_key::text COLLATE "C" FROM incoming_programme_staff
     ) AS staged WHERE key > $1 ORDER BY key LIMIT ${BATCH}`,
    [after],
  );
  return rows.map(({ key }) => key);
}

async function erasedAmong(
  manager: EntityManager,
  marks: ErasureMarks,
  keys: readonly string[],
): Promise<readonly string[]> {
  const byMark = new Map(keys.map((key) => [marks.ofStaff(key).toString('hex'), key]));
  const rows = await manager.query<{ mark: string }[]>(
    `SELECT encode(mark, 'hex') AS mark FROM erased_staff
     WHERE mark = ANY (SELECT decode(hex, 'hex') FROM unnest($1::text[]) AS hex)`,
    [[...byMark.keys()]],
  );
  return rows.flatMap(({ mark }) => byMark.get(mark) ?? []);
}

async function remove(manager: EntityManager, table: string, column: string, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) {
    return 0;
  }
  const [row] = await manager.query<{ count: number }[]>(
    `WITH gone AS (DELETE FROM ${table} WHERE ${column} = ANY ($1) RETURNING 1) SELECT count(*)::int AS count FROM gone`,
    [keys],
  );
  return row?.count ?? 0;
}
