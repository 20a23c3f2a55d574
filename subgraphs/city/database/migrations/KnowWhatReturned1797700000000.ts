import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A tombstone is kept when its record can be seen again: whoever reads what changed on a subject, and missed that the record
 * went, is to be told so where it came back on another one.
 */
export class KnowWhatReturned1797700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tombstone ADD returned boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM tombstone WHERE returned; ALTER TABLE tombstone DROP COLUMN returned');
  }
}
