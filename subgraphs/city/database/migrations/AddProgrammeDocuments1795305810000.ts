import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What there is to read on a programme, in the order to show it. */
export class AddProgrammeDocuments1795305810000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE programme_document (
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        ordinal integer NOT NULL,
        title text NOT NULL,
        url text NOT NULL,
        language text,
        published_on partial_date,
        PRIMARY KEY (programme_key, ordinal)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE programme_document');
  }
}
