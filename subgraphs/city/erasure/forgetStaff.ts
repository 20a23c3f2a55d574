import type { DataSource, EntityManager } from 'typeorm';
import { checkDatabase } from '../database/checkDatabase';
import { Publication } from '../publication/Publication';
import type { ErasedFile } from './ErasedFile';
import { checkErasureKey } from './ErasureMarks';
import type { ErasureMarks } from './ErasureMarks';
import { findMentions } from './findMentions';
import type { Mention, Named } from './findMentions';
import { forgetStatistics } from './forgetStatistics';
import { staffKeyOf, UnknownStaffError } from './staffKeyOf';

/** What was erased of a person. */
export interface Erasure {
  /** Whether there was a record; else it was gone before, and only what was left of it went now. */
  readonly record: boolean;
  readonly experiences: number;
  /** Programmes that go on without the link to the person. */
  readonly programmes: number;
  /** Entries of the disclosure log; counts stay, without the person. */
  readonly disclosures: number;
  /** Texts of other records that may still name the person: to be edited by hand, where they come from. */
  readonly mentions: readonly Mention[];
}

/**
 * Erases a staff record everywhere (GDPR, Article 17): itself with its search vector, its experiences, its links to
 * programmes, which stay, and the disclosure log's entries about it. What stays are marks by which an import knows whom to
 * leave out, also under another key, and for 90 days a tombstone of the id and the time, so that copies forget it too.
 *
 * Deleted rows linger in a table's pages, and names in the planner's statistics, until the tables are vacuumed and
 * analyzed: so they are. What is in backups and in the write-ahead log ends with them.
 *
 * @throws UnknownStaffError when the id is not one of this city's staff, or the city holds nothing on it
 * @param file gets the new marks before the erasure counts, when there is one
 * @throws ErasureKeyError when earlier marks were made with another secret; nothing was changed
 * @throws ErasedFileError when the file cannot be read, or the database lacks some of its marks; nothing was changed
 */
export async function forgetStaff(
  dataSource: DataSource,
  cityId: string,
  marks: ErasureMarks,
  id: string,
  file?: ErasedFile,
): Promise<Erasure> {
  const key = staffKeyOf(id, cityId);
  await checkDatabase(dataSource, cityId);
  const erasure = await dataSource.transaction(async (manager) => {
    // As an import does, which could bring the person back otherwise.
    await manager.query('LOCK TABLE city IN SHARE ROW EXCLUSIVE MODE');
    await checkErasureKey(manager, marks);
    await file?.check(manager);
    const erasure = await erase(manager, cityId, marks, key);
    await forgetStatistics(manager);
    await file?.complete(manager);
    return erasure;
  });
  await dataSource.query('VACUUM (ANALYZE)');
  return erasure;
}

/** Erases what there is of a person, within a transaction that keeps imports out. */
export async function erase(
  manager: EntityManager,
  cityId: string,
  marks: ErasureMarks,
  key: string,
): Promise<Erasure> {
  const [staff] = await manager.query<Named[]>('SELECT key, kind, name, email FROM staff WHERE key = $1', [key]);
  const mentions = staff === undefined ? [] : await findMentions(manager, staff);
  const publication = await Publication.open(manager);
  await publication.hide('staff', 'SELECT key, visibility AS was, NULL::text AS becomes FROM staff WHERE key = $2', [
    key,
  ]);
  // A programme without one of its staff is a programme that changed.
  await manager.query(
    `UPDATE programme SET updated_at = now(), published_at = $2
     WHERE key IN (SELECT programme_key FROM programme_staff WHERE staff_key = $1)`,
    [key, publication.at],
  );
  const programmes = await remove(manager, 'programme_staff', 'staff_key', key);
  const experiences = await remove(manager, 'experience', 'staff_key', key);
  const disclosures = (await remove(manager, 'disclosure', 'staff_key', key)) + (await leaveOutOfCounts(manager, key));
  await remove(manager, 'staff', 'key', key);
  await publication.close();
  // The files of the last import are not what the city has any more: the next one reads them, and says whom it leaves out.
  await manager.query("UPDATE city SET import_digest = ''");

  const mark = marks.ofStaff(key);
  const [marked] = await manager.query<{ mark: Buffer }[]>('SELECT mark FROM erased_staff WHERE mark = $1', [mark]);
  if (staff === undefined && disclosures === 0 && marked === undefined) {
    throw new UnknownStaffError(`The city holds nothing on ${cityId}:staff:${key}.`);
  }
  const likeness = staff === undefined ? [marks.ofKeyLike(key)] : marks.ofLikeness(staff);
  await manager.query(
    'INSERT INTO erased_staff (mark, key_check) SELECT mark, $2 FROM unnest($1::bytea[]) AS mark ON CONFLICT DO NOTHING',
    [[mark, ...likeness], marks.keyCheck],
  );
  return { record: staff !== undefined, experiences, programmes, disclosures, mentions };
}

/** The entries stay, which tell of others, too. */
async function leaveOutOfCounts(manager: EntityManager, key: string): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    `WITH changed AS (
       UPDATE disclosure SET staff_keys = array_remove(staff_keys, $1) WHERE staff_keys @> ARRAY[$1] RETURNING 1
     ) SELECT count(*)::int AS count FROM changed`,
    [key],
  );
  return row?.count ?? 0;
}

async function remove(manager: EntityManager, table: string, column: string, key: string): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    `WITH gone AS (DELETE FROM ${table} WHERE ${column} = $1 RETURNING 1) SELECT count(*)::int AS count FROM gone`,
    [key],
  );
  return row?.count ?? 0;
}
