import type { EntityManager } from 'typeorm';

/** Rows that name a member of staff whom the city has no longer, and where they stood. */
export interface Leavers {
  readonly experiences: number;
  readonly programmes: number;
  /** Some of the places, such as `experiences.csv line 12`. */
  readonly places: readonly string[];
}

const MOST_PLACES = 10;
/**
 * Whom the city does not have either may have left some nights ago, or the key is wrong: so many rows are left out, in
 * percent of those that name staff. More than that is a wrong file, and each of its rows is told.
 */
const MOST_UNKNOWN_PERCENT = 20;

/**
 * Takes out of what an import has staged the experiences, and the links of programmes, of persons who left: their records
 * are gone from the source of staff before every other file of the night knows of it. To be called where the source is the
 * truth on staff, and before references are checked.
 *
 * @param files the names of the source's files, by position
 */
export async function leaveOutLeavers(manager: EntityManager, files: readonly string[]): Promise<Leavers> {
  const experiences = await takeOut(manager, 'incoming_experience');
  const programmes = await takeOut(manager, 'incoming_programme_staff');
  const places = [...experiences, ...programmes].slice(0, MOST_PLACES);
  return {
    experiences: experiences.length,
    programmes: programmes.length,
    places: places.map(({ file, line }) => `${files[file] ?? ''} line ${line}`),
  };
}

interface Place {
  readonly file: number;
  readonly line: number;
}

function takeOut(manager: EntityManager, table: string): Promise<readonly Place[]> {
  return manager.query<Place[]>(
    `WITH lost AS (
       SELECT incoming.ctid AS row, present.key IS NOT NULL AS known
       FROM ${table} AS incoming LEFT JOIN staff AS present ON present.key = incoming.staff_key
       WHERE staff_key IS NOT NULL AND NOT EXISTS (SELECT FROM incoming_staff AS coming WHERE coming.key = staff_key)
     ), gone AS (
       DELETE FROM ${table} WHERE ctid = ANY (
         SELECT row FROM lost WHERE known OR (SELECT count(*) FILTER (WHERE NOT known) FROM lost) * 100
           <= ${MOST_UNKNOWN_PERCENT} * (SELECT count(*) FROM ${table})
       )
       RETURNING from_file AS file, from_line AS line
     )
     SELECT file, line FROM gone ORDER BY file, line`,
  );
}
