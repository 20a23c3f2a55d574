import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those with a visibility of their own. What is seen of topics is known by what uses them. */
const visible = ['staff', 'programme', 'exchange', 'need', 'offer'] as const;
const tables = ['topic', ...visible] as const;

/**
 * Since when each section of readers sees a record, so that what is new to them is told from what changed, and an index by
 * which what changed is found. Of what was there before it is not known: null.
 *
 * A trigger keeps the times true whoever writes.
 */
export class KnowWhatChanged1797300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- From when on the city knows what was there and is gone. Null where that is from its first import on.
      ALTER TABLE city ADD changes_since timestamptz;
      UPDATE city SET changes_since = now();

      CREATE FUNCTION on_seen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.public_since := CASE WHEN NEW.visibility = 'PUBLIC' THEN
            CASE WHEN TG_OP = 'UPDATE' AND OLD.visibility = 'PUBLIC' THEN OLD.public_since ELSE NEW.published_at END END;
          NEW.network_since := CASE WHEN NEW.visibility <> 'INTERNAL' THEN
            CASE WHEN TG_OP = 'UPDATE' AND OLD.visibility <> 'INTERNAL' THEN OLD.network_since ELSE NEW.published_at END END;
          RETURN NEW;
        END
      $$;
      ${tables
        .map(
          (table) => `
      ALTER TABLE ${table} ADD public_since timestamptz, ADD network_since timestamptz;
      CREATE INDEX ON ${table} (published_at, key);`,
        )
        .join('')}
      CREATE INDEX ON tombstone (section, gone_at, type COLLATE "C", key);
      ${visible
        .map(
          (table) => `
      CREATE TRIGGER seen BEFORE INSERT OR UPDATE OF visibility ON ${table} FOR EACH ROW EXECUTE FUNCTION on_seen();`,
        )
        .join('')}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${visible.map((table) => `DROP TRIGGER seen ON ${table};`).join(' ')}
      DROP FUNCTION on_seen;
      DROP INDEX tombstone_section_gone_at_type_key_idx;
      ${tables.map((table) => `DROP INDEX ${table}_published_at_key_idx; ALTER TABLE ${table} DROP COLUMN public_since, DROP COLUMN network_since;`).join(' ')}
      ALTER TABLE city DROP COLUMN changes_since;
    `);
  }
}
