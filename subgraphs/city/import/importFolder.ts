import type { DataSource } from 'typeorm';

import { checkDatabase } from '../database/checkDatabase';
import type { Problem } from './Problem';
import { digestFiles } from './digestFiles';
import { readContent } from './readContent';
import { readFolder } from './readFolder';
import { replaceContent } from './store/replaceContent';
import { toTableRows } from './toTableRows';

/** What an import did. */
export type ImportReport =
  /** The city now has what the folder says: so many records of each file, which is named without its ending. */
  | { readonly outcome: 'imported'; readonly counts: Readonly<Record<string, number>> }
  /** The folder is what was imported last, byte for byte. */
  | { readonly outcome: 'unchanged' };

/**
 * Replaces all content of a city by that of a folder, all or nothing. The folder's form is declared in `file/`: a
 * `city.yaml`, and a CSV file for each kind of record, of which any may be left out.
 *
 * A record keeps its `updated_at` as long as neither itself nor a part of it (a topic's mappings, the staff's
 * experiences, a programme's staff, topics and partners, ...) changes, unless the folder gives the time.
 *
 * @throws DatabaseNotReadyError when the database lacks a migration or holds another city's data
 * @throws ImportError with every problem of the folder; nothing was changed
 * @throws ImportRefusedError when the database refuses what was found good; nothing was changed
 */
export async function importFolder(dataSource: DataSource, cityId: string, folder: string): Promise<ImportReport> {
  await checkDatabase(dataSource, cityId);
  const problems: Problem[] = [];
  const files = await readFolder(folder, problems);
  const digest = digestFiles(files);
  if (problems.length === 0 && digest === (await lastDigest(dataSource, cityId))) return { outcome: 'unchanged' };

  const { city, ...records } = readContent(files, cityId, problems);
  await replaceContent(dataSource, { ...city, import_digest: digest, imported_at: new Date() }, toTableRows(records));
  const counts = Object.entries(records).map(([name, { length }]) => [name, length] as const);
  return { outcome: 'imported', counts: Object.fromEntries(counts) };
}

async function lastDigest(dataSource: DataSource, cityId: string): Promise<string | undefined> {
  const rows = await dataSource.query<{ import_digest: string }[]>('SELECT import_digest FROM city WHERE id = $1', [
    cityId,
  ]);
  return rows[0]?.import_digest;
}
