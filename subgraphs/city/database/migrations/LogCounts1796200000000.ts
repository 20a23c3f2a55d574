import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The disclosure log also says which persons were told of by an id or a place in a list alone, and which questions about
 * persons were answered in counts.
 */
export class LogCounts1796200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE disclosure
        ALTER COLUMN staff_key DROP NOT NULL,
        DROP CONSTRAINT disclosure_extent_check,
        -- ID: that there is such a record. HIT: that, and how, it matched a question. RECORD: fields of the record itself.
        -- COUNT: how many records match a question.
        ADD CONSTRAINT disclosure_extent_check CHECK (extent IN ('ID', 'HIT', 'RECORD', 'COUNT')),
        -- Of a count: the concepts asked for, and what else was.
        ADD COLUMN concepts text[],
        ADD COLUMN filter jsonb,
        ADD COLUMN total integer,
        -- Whether it was also told how they divide.
        ADD COLUMN facets boolean,
        -- Who they are, where they are 20 or fewer.
        ADD COLUMN staff_keys text[] COLLATE "C",
        ADD CONSTRAINT disclosure_of_record_or_count CHECK (
          CASE extent WHEN 'COUNT'
            THEN staff_key IS NULL AND num_nulls(concepts, filter, total, facets) = 0
            ELSE staff_key IS NOT NULL AND num_nonnulls(concepts, filter, total, facets, staff_keys) = 0
          END
        );
      CREATE INDEX ON disclosure USING gin (staff_keys);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM disclosure WHERE extent IN ('ID', 'COUNT');
      ALTER TABLE disclosure
        DROP CONSTRAINT disclosure_of_record_or_count,
        DROP CONSTRAINT disclosure_extent_check,
        ADD CONSTRAINT disclosure_extent_check CHECK (extent IN ('HIT', 'RECORD')),
        ALTER COLUMN staff_key SET NOT NULL,
        DROP COLUMN concepts, DROP COLUMN filter, DROP COLUMN total, DROP COLUMN facets, DROP COLUMN staff_keys;
    `);
  }
}
