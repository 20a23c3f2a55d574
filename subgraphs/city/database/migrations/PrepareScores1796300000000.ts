import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The concepts on which each member of staff has worked, and the triggers that keep them true. */
export const CONCEPTS_OF_STAFF = `
      CREATE TABLE staff_concept (
        staff_key record_key NOT NULL REFERENCES staff ON DELETE CASCADE,
        concept_id text NOT NULL,
        PRIMARY KEY (staff_key, concept_id)
      );

      -- Joined with the keys, since to look for each of very many rows among very many keys would take minutes.
      CREATE FUNCTION find_concepts_of_staff(keys text[]) RETURNS void LANGUAGE sql AS $$
        DELETE FROM public.staff_concept USING unnest(keys) AS asked(key)
        WHERE staff_key = asked.key AND NOT EXISTS (
          SELECT FROM public.experience JOIN public.topic_mapping USING (topic_key)
          WHERE experience.staff_key = staff_concept.staff_key AND topic_mapping.concept_id = staff_concept.concept_id);
        INSERT INTO public.staff_concept
        SELECT DISTINCT staff_key, concept_id
        FROM unnest(keys) AS asked(key)
        JOIN public.experience ON staff_key = asked.key
        JOIN public.topic_mapping USING (topic_key)
        ON CONFLICT DO NOTHING
      $$;

      CREATE FUNCTION on_topics_of_staff() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.find_concepts_of_staff(ARRAY(SELECT DISTINCT staff_key FROM changed)); RETURN NULL; END
      $$;
      CREATE FUNCTION on_topics_of_staff_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.find_concepts_of_staff(ARRAY(
            SELECT staff_key FROM (SELECT key, staff_key, topic_key FROM after EXCEPT SELECT key, staff_key, topic_key FROM before) AS added
            UNION
            SELECT staff_key FROM (SELECT key, staff_key, topic_key FROM before EXCEPT SELECT key, staff_key, topic_key FROM after) AS gone));
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER topics_of_staff_insert AFTER INSERT ON experience REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_topics_of_staff();
      CREATE TRIGGER topics_of_staff_delete AFTER DELETE ON experience REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_topics_of_staff();
      CREATE TRIGGER topics_of_staff_update AFTER UPDATE ON experience REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_topics_of_staff_update();

      CREATE FUNCTION on_concepts_of_topics() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.find_concepts_of_staff(ARRAY(
            SELECT DISTINCT staff_key FROM public.experience WHERE topic_key IN (SELECT topic_key FROM changed)));
          RETURN NULL;
        END
      $$;
      CREATE FUNCTION on_concepts_of_topics_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.find_concepts_of_staff(ARRAY(
            SELECT DISTINCT staff_key FROM public.experience
            WHERE topic_key IN (
              SELECT topic_key FROM (SELECT topic_key, concept_id FROM after EXCEPT SELECT topic_key, concept_id FROM before) AS added
              UNION
              SELECT topic_key FROM (SELECT topic_key, concept_id FROM before EXCEPT SELECT topic_key, concept_id FROM after) AS gone)));
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER concepts_of_topics_insert AFTER INSERT ON topic_mapping REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_concepts_of_topics();
      CREATE TRIGGER concepts_of_topics_delete AFTER DELETE ON topic_mapping REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_concepts_of_topics();
      CREATE TRIGGER concepts_of_topics_update AFTER UPDATE ON topic_mapping REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_concepts_of_topics_update();

      INSERT INTO staff_concept
      SELECT DISTINCT staff_key, concept_id FROM experience JOIN topic_mapping USING (topic_key);`;

export const NO_CONCEPTS_OF_STAFF = `
      DROP TRIGGER concepts_of_topics_update ON topic_mapping;
      DROP TRIGGER concepts_of_topics_delete ON topic_mapping;
      DROP TRIGGER concepts_of_topics_insert ON topic_mapping;
      DROP TRIGGER topics_of_staff_update ON experience;
      DROP TRIGGER topics_of_staff_delete ON experience;
      DROP TRIGGER topics_of_staff_insert ON experience;
      DROP FUNCTION on_concepts_of_topics_update, on_concepts_of_topics, on_topics_of_staff_update, on_topics_of_staff,
        find_concepts_of_staff;
      DROP TABLE staff_concept;`;

/**
 * What the score of a record is made of, as numbers beside its dates, and the concepts on which each member of staff has
 * worked. A search that finds most of a large city spent most of its time on taking dates apart, and on finding the same
 * concepts again for each record that it counted.
 *
 * The numbers are generated from the dates. Triggers keep the concepts true whoever writes, once for a statement.
 */
export class PrepareScores1796300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- 20260315
      CREATE FUNCTION day_number(day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT (10000 * extract(year FROM day) + 100 * extract(month FROM day) + extract(day FROM day))::integer
      $$;
      -- Months since the year 0.
      CREATE FUNCTION month_number(day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT (12 * extract(year FROM day) + extract(month FROM day))::integer
      $$;

      ALTER TABLE experience
        ADD since_month integer GENERATED ALWAYS AS (public.month_number(public.first_day(since))) STORED,
        ADD until_month integer GENERATED ALWAYS AS (public.month_number(public.last_day(until))) STORED,
        ADD until_day integer GENERATED ALWAYS AS (public.day_number(public.last_day(until))) STORED;
      ALTER TABLE programme
        ADD until_day integer GENERATED ALWAYS AS (public.day_number(public.last_day(ends_on))) STORED;
      ALTER TABLE exchange
        ADD until_day integer GENERATED ALWAYS AS (public.day_number(public.last_day(coalesce(ends_on, starts_on)))) STORED;

      -- A search finds in these indexes all that a score is made of.
      CREATE INDEX experience_of_topic ON experience (topic_key, staff_key)
        INCLUDE (role, since_month, until_month, until_day);
      CREATE INDEX experience_of_staff ON experience (staff_key)
        INCLUDE (topic_key, role, since_month, until_month, until_day);
      DROP INDEX experience_topic_key_staff_key_role_since_until_idx;
      DROP INDEX experience_staff_key_topic_key_role_since_until_idx;

      ${CONCEPTS_OF_STAFF}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NO_CONCEPTS_OF_STAFF}
      CREATE INDEX ON experience (topic_key, staff_key) INCLUDE (role, since, until);
      CREATE INDEX ON experience (staff_key) INCLUDE (topic_key, role, since, until);
      ALTER TABLE exchange DROP COLUMN until_day;
      ALTER TABLE programme DROP COLUMN until_day;
      -- The indexes go with the columns.
      ALTER TABLE experience DROP COLUMN since_month, DROP COLUMN until_month, DROP COLUMN until_day;
      DROP FUNCTION month_number, day_number;
    `);
  }
}
