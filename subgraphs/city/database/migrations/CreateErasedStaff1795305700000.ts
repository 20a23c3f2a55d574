import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom an import must not bring back. A mark is an HMAC of the source's key under a secret that the database does not
 * have, so that neither the table nor a copy of it tells who was erased. `key_check` tells only which secret was used.
 */
export class CreateErasedStaff1795305700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE erased_staff (
        mark bytea PRIMARY KEY CHECK (length(mark) = 32),
        key_check bytea NOT NULL CHECK (length(key_check) = 8),
        erased_on date NOT NULL DEFAULT current_date
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE erased_staff');
  }
}
