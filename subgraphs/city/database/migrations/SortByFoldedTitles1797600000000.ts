import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldTitle } from '../../../contract/foldTitle';

/** Those that were sorted by what PostgreSQL made of their titles. */
const listed = [
  { table: 'staff', title: 'name', sort: 'sort_name' },
  { table: 'programme', title: 'title', sort: 'sort_title' },
  { table: 'need', title: 'title', sort: 'sort_title' },
  { table: 'offer', title: 'title', sort: 'sort_title' },
] as const;
const exchange = { table: 'exchange', title: 'title', sort: 'sort_title' } as const;

/** Rows that are folded together: few in memory, however many records a city has. */
const BATCH = 5_000;

/**
 * Sorts records by their titles as the contract folds them, which no function of PostgreSQL can do alike everywhere. So the
 * import fills the columns.
 */
export class SortByFoldedTitles1797600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${listed.map(({ table, sort }) => `ALTER TABLE ${table} ALTER COLUMN ${sort} DROP EXPRESSION;`).join(' ')}
      ALTER TABLE exchange ADD sort_title text COLLATE "C" NOT NULL DEFAULT '';
      ALTER TABLE exchange ALTER COLUMN sort_title DROP DEFAULT;
    `);
    for (const { table, title, sort } of [...listed, exchange]) {
      let last = '';
      for (;;) {
        const rows = await queryRunner.manager.query<{ key: string; title: string }[]>(
          `SELECT key, ${title} AS title FROM ${table} WHERE key > $1 ORDER BY key LIMIT ${BATCH}`,
          [last],
        );
        if (rows.length === 0) break;
        await queryRunner.query(
          `UPDATE ${table} AS record SET ${sort} = folded.sort
           FROM unnest($1::text[], $2::text[]) AS folded (key, sort)
           WHERE record.key = folded.key AND record.${sort} <> folded.sort`,
          [rows.map(({ key }) => key), rows.map((row) => foldTitle(row.title))],
        );
        last = rows.at(-1)?.key ?? '';
      }
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE exchange DROP COLUMN sort_title;
      ${listed
        .map(
          ({ table, title, sort }) => `
      ALTER TABLE ${table} DROP COLUMN ${sort};
      ALTER TABLE ${table} ADD ${sort} text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(${title})) STORED;
      CREATE INDEX ON ${table} (${sort}, key);`,
        )
        .join('')}
    `);
  }
}
