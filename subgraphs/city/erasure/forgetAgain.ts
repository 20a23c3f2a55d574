import type { DataSource, EntityManager } from 'typeorm';
import { globalId } from '../../contract/ids';
import { checkDatabase } from '../database/checkDatabase';
import type { ErasedFile } from './ErasedFile';
import { alikeAmong, checkErasureKey, erasedAmong } from './ErasureMarks';
import type { ErasureMarks } from './ErasureMarks';
import type { Named } from './findMentions';
import { erase } from './forgetStaff';
import { forgetStatistics } from './forgetStatistics';

/** Records look like an erased person, and nobody has said whether they are. The message has their ids. */
class UndecidedError extends Error {
  override readonly name = 'UndecidedError';
}

/** What somebody said of records that look like an erased person. */
export interface Decisions {
  /** Keys of those who are somebody else. */
  readonly others: ReadonlySet<string>;
  /** Keys of those who are the person, and go as well. */
  readonly erased: readonly string[];
}

/** What was made good after a restored backup. */
export interface ErasedAgain {
  /** Marks that the database did not have. */
  readonly marks: number;
  /** The ids of the persons who were back. */
  readonly staff: readonly string[];
}

/** Records that are looked at together: some megabytes, however many there are. */
const BATCH = 10_000;
/** Ids that a message tells. */
const TOLD = 20;

/**
 * Makes a restored database forget again: takes the marks that are kept beside it, and erases everybody whom they stand
 * for. All or nothing.
 *
 * @throws ErasedFileError when the file cannot be read
 * @throws ErasureKeyError when its marks were made with another secret
 * @throws UndecidedError when a record has another key than an erased person, and the same name, address, or nearly the key
 */
export async function forgetAgain(
  dataSource: DataSource,
  cityId: string,
  marks: ErasureMarks,
  file: ErasedFile,
  { others, erased }: Decisions,
): Promise<ErasedAgain> {
  await checkDatabase(dataSource, cityId);
  const kept = await file.read();
  const again = await dataSource.transaction(async (manager) => {
    await manager.query('LOCK TABLE city IN SHARE ROW EXCLUSIVE MODE');
    const added = await manager.query<unknown[]>(
      `INSERT INTO erased_staff (mark, key_check) SELECT mark, key_check FROM unnest($1::bytea[], $2::bytea[]) AS kept (mark, key_check)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [kept.map(({ mark }) => mark), kept.map(({ keyCheck }) => keyCheck)],
    );
    await checkErasureKey(manager, marks);
    const keys = [...new Set([...(await keysOfErased(manager, marks)), ...erased])];
    for (const key of keys) await erase(manager, cityId, marks, key);
    await refuseUndecided(manager, cityId, marks, others);
    await forgetStatistics(manager);
    await file.complete(manager);
    return { marks: added.length, staff: keys.map((key) => globalId(cityId, 'staff', key)) };
  });
  await dataSource.query('VACUUM (ANALYZE)');
  return again;
}

/** Of staff, and of the disclosure log, which knows persons whose record is gone. */
async function keysOfErased(manager: EntityManager, marks: ErasureMarks): Promise<readonly string[]> {
  const erased: string[] = [];
  for (let after = ''; ;) {
    const rows = await manager.query<{ key: string }[]>(
      `SELECT key FROM (
         SELECT key::text COLLATE "C" AS key FROM staff
         UNION SELECT staff_key::text COLLATE "C" FROM disclosure
         UNION SELECT unnest(staff_keys) COLLATE "C" FROM disclosure
       ) AS known WHERE key > $1 ORDER BY key LIMIT ${BATCH}`,
      [after],
    );
    const keys = rows.map(({ key }) => key);
    erased.push(...(await erasedAmong(manager, marks, keys)));
    const last = keys.at(-1);
    if (last === undefined) return erased;
    after = last;
  }
}

async function refuseUndecided(
  manager: EntityManager,
  cityId: string,
  marks: ErasureMarks,
  others: ReadonlySet<string>,
): Promise<void> {
  const undecided: string[] = [];
  for (let after = ''; ;) {
    const staff = await manager.query<Named[]>(
      `SELECT key, kind, name, email FROM staff WHERE key::text COLLATE "C" > $1 ORDER BY key::text COLLATE "C" LIMIT ${BATCH}`,
      [after],
    );
    const alike = await alikeAmong(manager, marks, staff, others);
    undecided.push(...alike.map(({ key }) => globalId(cityId, 'staff', key)));
    const last = staff.at(-1);
    if (last === undefined) break;
    after = last.key;
  }
  if (undecided.length === 0) return;
  const told = undecided.slice(0, TOLD).join(', ');
  const more = undecided.length > TOLD ? ` and ${undecided.length - TOLD} more` : '';
  throw new UndecidedError(
    `Nothing was changed. These records look like an erased person under another key: ${told}${more}. For each that is somebody else, add --not-erased <key>; the others, add --erased <key>.`,
  );
}
