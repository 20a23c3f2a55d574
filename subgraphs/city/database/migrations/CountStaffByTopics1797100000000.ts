import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CONCEPTS_OF_STAFF, NO_CONCEPTS_OF_STAFF } from './PrepareScores1796300000000';

/**
 * Who has worked on a topic in which role, a bit for each member of staff. A search for many concepts, which finds most of
 * a large city, spent most of its time on going through all the experience of everybody, and its facets on all the concepts of
 * everybody: bits are put together and counted a thousand at a time. So `staff_concept` is needed no longer.
 *
 * The experience of a topic is read best first, so that a search for a page need not read the rest.
 *
 * Triggers keep the bits true whoever writes, once for a statement.
 */
export class CountStaffByTopics1797100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NO_CONCEPTS_OF_STAFF}

      -- Its place among the bits.
      ALTER TABLE staff ADD number integer GENERATED ALWAYS AS IDENTITY;

      CREATE TABLE topic_staff (
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        role text NOT NULL,
        -- Its bits are those of the numbers from 1024 times this on.
        chunk integer NOT NULL,
        bits bit(1024) NOT NULL,
        PRIMARY KEY (topic_key, role, chunk)
      );

      CREATE FUNCTION find_staff_of_topics(keys text[]) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
          -- Whoever takes away experience of the same topics at the same time comes before or after.
          PERFORM FROM public.topic WHERE key = ANY (keys) ORDER BY key FOR NO KEY UPDATE;
          DELETE FROM public.topic_staff USING unnest(keys) AS asked(key) WHERE topic_key = asked.key;
          INSERT INTO public.topic_staff AS present
          SELECT topic_key, experience.role, number / 1024, bit_or(set_bit(B'0'::bit(1024), number % 1024, 1))
          FROM unnest(keys) AS asked(key)
          JOIN public.experience ON topic_key = asked.key
          JOIN public.staff ON staff.key = staff_key
          GROUP BY 1, 2, 3
          ON CONFLICT (topic_key, role, chunk) DO UPDATE SET bits = present.bits | excluded.bits;
        END
      $$;

      CREATE FUNCTION on_staff_of_topics_insert() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO public.topic_staff AS present
          SELECT topic_key, changed.role, number / 1024, bit_or(set_bit(B'0'::bit(1024), number % 1024, 1))
          FROM changed JOIN public.staff ON staff.key = staff_key
          GROUP BY 1, 2, 3
          ON CONFLICT (topic_key, role, chunk) DO UPDATE SET bits = present.bits | excluded.bits
            WHERE present.bits | excluded.bits <> present.bits;
          RETURN NULL;
        END
      $$;
      CREATE FUNCTION on_staff_of_topics_delete() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.find_staff_of_topics(ARRAY(SELECT DISTINCT topic_key FROM changed)); RETURN NULL; END
      $$;
      CREATE FUNCTION on_staff_of_topics_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.find_staff_of_topics(ARRAY(
            SELECT topic_key FROM (
              SELECT key, staff_key, topic_key, role FROM after EXCEPT SELECT key, staff_key, topic_key, role FROM before
            ) AS added
            UNION
            SELECT topic_key FROM (
              SELECT key, staff_key, topic_key, role FROM before EXCEPT SELECT key, staff_key, topic_key, role FROM after
            ) AS gone));
          RETURN NULL;
        END
      $$;
      CREATE FUNCTION on_no_experience() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN DELETE FROM public.topic_staff; DELETE FROM public.staff_work; RETURN NULL; END
      $$;
      CREATE TRIGGER staff_of_topics_insert AFTER INSERT ON experience REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_staff_of_topics_insert();
      CREATE TRIGGER staff_of_topics_delete AFTER DELETE ON experience REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_staff_of_topics_delete();
      CREATE TRIGGER staff_of_topics_update AFTER UPDATE ON experience REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_staff_of_topics_update();
      CREATE TRIGGER no_experience AFTER TRUNCATE ON experience
        FOR EACH STATEMENT EXECUTE FUNCTION on_no_experience();

      SELECT find_staff_of_topics(ARRAY(SELECT key FROM topic));

      CREATE INDEX experience_of_topic_by_most
        ON experience (topic_key, most_of_work(role, since_month, until_month) DESC, staff_key)
        INCLUDE (role, since_month, until_month, until_day);
      DROP INDEX experience_of_topic;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX experience_of_topic ON experience (topic_key, staff_key)
        INCLUDE (role, since_month, until_month, until_day);
      DROP INDEX experience_of_topic_by_most;
      DROP TRIGGER no_experience ON experience;
      DROP TRIGGER staff_of_topics_update ON experience;
      DROP TRIGGER staff_of_topics_delete ON experience;
      DROP TRIGGER staff_of_topics_insert ON experience;
      DROP FUNCTION on_no_experience, on_staff_of_topics_update, on_staff_of_topics_delete, on_staff_of_topics_insert,
        find_staff_of_topics;
      DROP TABLE topic_staff;
      ALTER TABLE staff DROP COLUMN number;
      ${CONCEPTS_OF_STAFF}
    `);
  }
}
