import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may see a topic is looked up through the records that use it: of needs, there was no way from there. */
export class IndexNeedTopics1796400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX ON need_topic (topic_key)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX need_topic_topic_key_idx');
  }
}
