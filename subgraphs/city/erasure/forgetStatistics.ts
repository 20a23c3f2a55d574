import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** The tables that have something of a person. */
export const PERSONAL: readonly string[] = [
  'staff',
  'staff_text',
  'staff_work',
  'experience',
  'programme_staff',
  'disclosure',
];

/**
 * Takes out of the planner's statistics what they have of persons who were a table's last. ANALYZE leaves the statistics of
 * an empty table as they were, and nobody but a superuser may delete them. But it counts rows of its own transaction: so
 * there are some for the moment, of nobody, which no other transaction sees.
 *
 * To be called by whoever holds the lock on the table `city`, when all is erased.
 */
export async function forgetStatistics(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ empty: string[] }[]>(
    `SELECT ARRAY(${PERSONAL.map((table) => `SELECT '${table}' WHERE NOT EXISTS (SELECT FROM ${table})`).join(' UNION ALL ')}) AS empty`,
  );
  if (row === undefined || row.empty.length === 0) return;
  const nobody = [randomUUID()];
  for (const insertion of INSERTIONS) await manager.query(insertion, nobody);
  await manager.query(`ANALYZE ${row.empty.join(', ')}`);
  for (const deletion of DELETIONS) await manager.query(deletion, nobody);
}

/** The tables' triggers fill the others. Numbers of staff begin with 1: none is used up. */
const INSERTIONS = [
  `INSERT INTO staff (key, kind, name, sort_name, languages, additional, visibility, updated_at, number)
   OVERRIDING SYSTEM VALUE VALUES ($1, 'PERSON', '-', '-', '{}', '[]', 'INTERNAL', now(), 0)`,
  `INSERT INTO topic (key, labels, updated_at) VALUES ($1, '{}', now())`,
  `INSERT INTO programme (key, title, sort_title, good_practice, additional, visibility, updated_at)
   VALUES ($1, '-', '-', false, '[]', 'INTERNAL', now())`,
  'INSERT INTO programme_staff (programme_key, staff_key) VALUES ($1, $1)',
  `INSERT INTO experience (key, staff_key, topic_key, role) VALUES ($1, $1, $1, 'WORKED')`,
  `INSERT INTO disclosure (organisation, subject, request_id, extent, staff_key) VALUES ('-', '-', '-', 'ID', $1)`,
];
const DELETIONS = [
  'DELETE FROM disclosure WHERE staff_key = $1',
  'DELETE FROM experience WHERE key = $1',
  'DELETE FROM programme WHERE key = $1',
  'DELETE FROM topic WHERE key = $1',
  'DELETE FROM staff WHERE key = $1',
];
