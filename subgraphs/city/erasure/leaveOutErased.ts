import type { EntityManager } from 'typeorm';
import { alikeAmong, checkErasureKey, erasedAmong } from './ErasureMarks';
import type { ErasureMarks, Likeness } from './ErasureMarks';

/** What an import did not take because it is about persons who were erased. */
export interface LeftOut {
  readonly staff: number;
  readonly experiences: number;
  /** Where new records stand that look like somebody who was erased, by another spelling of the key, the name or the e-mail. */
  readonly heldBack: readonly StagedPlace[];
}

/** A line of one of the source's files, which are counted from 0. */
export interface StagedPlace {
  readonly key: string;
  readonly file: number;
  readonly line: number;
}

/** Keys that are looked at together: some megabytes, however many there are. */
const BATCH = 10_000;

/**
 * Takes out of the rows that an import has staged (`incoming_staff`, `incoming_experience`, `incoming_programme_staff`)
 * those of erased persons, and of new ones who look like them. To be called when all are staged and before references are
 * checked.
 *
 * @param others keys of records that look like an erased person and are somebody else
 * @throws ErasureKeyError when persons were erased and the secret at hand does not fit their marks
 */
export async function leaveOutErased(
  manager: EntityManager,
  marks: ErasureMarks | undefined,
  others: ReadonlySet<string>,
): Promise<LeftOut> {
  const leftOut = { staff: 0, experiences: 0, heldBack: [] as StagedPlace[] };
  if ((await checkErasureKey(manager, marks)) === 0 || marks === undefined) return leftOut;
  for (let after: string | undefined = ''; after !== undefined;) {
    const keys = await stagedKeys(manager, after);
    await takeOut(manager, await erasedAmong(manager, marks, keys), leftOut);
    after = keys.length < BATCH ? undefined : keys.at(-1);
  }
  for (let after: string | undefined = ''; after !== undefined;) {
    const newcomers = await stagedNewcomers(manager, after);
    const alike = await alikeAmong(manager, marks, newcomers, others);
    leftOut.heldBack.push(...alike.map(({ key, file, line }) => ({ key, file, line })));
    await takeOut(
      manager,
      alike.map(({ key }) => key),
      leftOut,
    );
    after = newcomers.length < BATCH ? undefined : newcomers.at(-1)?.key;
  }
  return leftOut;
}

async function takeOut(
  manager: EntityManager,
  keys: readonly string[],
  counts: { staff: number; experiences: number },
): Promise<void> {
  counts.staff += await remove(manager, 'incoming_staff', 'key', keys);
  counts.experiences += await remove(manager, 'incoming_experience', 'staff_key', keys);
  await remove(manager, 'incoming_programme_staff', 'staff_key', keys);
}

interface Newcomer extends Likeness, StagedPlace {}

/** Staged staff whom the city does not have. */
function stagedNewcomers(manager: EntityManager, after: string): Promise<readonly Newcomer[]> {
  return manager.query<Newcomer[]>(
    `SELECT key::text COLLATE "C" AS key, kind, name, email, from_file AS file, from_line AS line
     FROM incoming_staff AS incoming
     WHERE key::text COLLATE "C" > $1 AND NOT EXISTS (SELECT FROM staff AS present WHERE present.key = incoming.key)
     ORDER BY key::text COLLATE "C" LIMIT ${BATCH}`,
    [after],
  );
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
