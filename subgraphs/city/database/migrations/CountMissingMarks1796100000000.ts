import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many of some marks of erased persons are not in the database. The role that serves may ask this, and may still not
 * read whose marks there are: the function runs with its owner's rights.
 */
export class CountMissingMarks1796100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION missing_marks(marks bytea[]) RETURNS integer
        LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp
        AS $$
          SELECT count(DISTINCT kept.mark)::int FROM unnest(marks) AS kept (mark)
          WHERE NOT EXISTS (SELECT FROM erased_staff WHERE erased_staff.mark = kept.mark)
        $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION missing_marks');
  }
}
