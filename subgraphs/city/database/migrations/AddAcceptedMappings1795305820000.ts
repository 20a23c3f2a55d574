import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mappings that a person accepted, beside those of the city's own source. An import puts them to what its source says, so
 * that a source that knows nothing of concepts does not wipe them out. They refer to no topic: one that is retired and
 * comes back finds them again.
 */
export class AddAcceptedMappings1795305820000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Trusted: the owner of the database may create it.
      CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

      CREATE TABLE accepted_mapping (
        topic_key record_key NOT NULL,
        concept_id text NOT NULL,
        match text NOT NULL CHECK (match IN ('EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH')),
        accepted_at timestamptz NOT NULL,
        PRIMARY KEY (topic_key, concept_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE accepted_mapping');
  }
}
