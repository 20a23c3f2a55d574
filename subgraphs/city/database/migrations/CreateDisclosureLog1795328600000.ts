import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which personal record went to whom, for as long as CITY_DISCLOSURE_DAYS says. `staff_key` refers to nothing: an import
 * replaces the staff, and what was disclosed stays disclosed.
 */
export class CreateDisclosureLog1795328600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE disclosure (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        organisation text NOT NULL,
        -- Pseudonymous: the hub knows who it stands for, the city does not.
        subject text NOT NULL,
        staff_key record_key NOT NULL,
        -- HIT: that, and how, the record matched a question. RECORD: fields of the record itself.
        extent text NOT NULL CHECK (extent IN ('HIT', 'RECORD')),
        -- The trace id of the request, by which the hub's log and the city's know it too.
        request_id text NOT NULL
      );
      CREATE INDEX ON disclosure (staff_key, at);
      CREATE INDEX ON disclosure USING brin (at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE disclosure');
  }
}
