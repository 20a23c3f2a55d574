import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In what order a city has its staff, whatever is asked: by the experience that is likely to be the best. Of more matches than a
 * search looks at, those that come first are taken.
 *
 * Staff is found by its place among the bits, too: of few whom many topics have in common, a search went through the experience of
 * everybody on all of them.
 */
export class OrderStaff1797800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNIQUE INDEX staff_number ON staff (number);

      -- What goes on before what has ended; of the former the weightier part, then the earlier beginning, and of the latter the
      -- weightier part, then the later end.
      CREATE FUNCTION standing_of_work(role text, since_month integer, until_day integer) RETURNS integer
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE
          WHEN until_day IS NULL AND since_month IS NOT NULL
            THEN 1100000000 + public.weight_of_role(role) / 100 * 1000000 + 120000 - since_month
          ELSE public.weight_of_role(role) / 100 * 100000000 + coalesce(until_day, 0)
        END
      $$;
      ALTER TABLE staff_work
        ADD standing integer NOT NULL GENERATED ALWAYS AS (public.standing_of_work(role, since_month, until_day)) STORED;
      CREATE INDEX staff_work_standing ON staff_work (standing DESC, staff_key);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE staff_work DROP COLUMN standing;
      DROP FUNCTION standing_of_work;
      DROP INDEX staff_number;
    `);
  }
}
