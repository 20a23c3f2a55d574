import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is known of the best score of each member of staff before its experience is looked at, and the words of names and
 * titles in an index of their own. A search for common words, which finds most of a large city, spent most of its time
 * on scoring all the experience of everybody, of whom a page shows twenty.
 *
 * Triggers keep it true whoever writes, once for a statement.
 */
export class BoundScores1796500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A name or title that has a word is found without reading all the words of the record.
      CREATE INDEX staff_text_heading_words ON staff_text USING gin (ts_filter(words, '{a}'));
      CREATE INDEX programme_text_heading_words ON programme_text USING gin (ts_filter(words, '{a}'));
      CREATE INDEX exchange_text_heading_words ON exchange_text USING gin (ts_filter(words, '{a}'));
      CREATE INDEX offer_text_heading_words ON offer_text USING gin (ts_filter(words, '{a}'));

      -- The weights of a part taken, as the score has them.
      CREATE FUNCTION weight_of_role(role text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE role WHEN 'LED' THEN 1000 WHEN 'WORKED' THEN 700 WHEN 'TOOK_PART' THEN 300 ELSE 500 END
      $$;
      -- The most that an experience adds to a score beside its match, whatever the day: nothing is older than a year then, and
      -- what has not ended has lasted for long.
      CREATE FUNCTION most_of_work(role text, since_month integer, until_month integer) RETURNS integer
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT 2 * public.weight_of_role(role)
          + CASE WHEN since_month IS NULL AND until_month IS NULL THEN 600 ELSE 2000 END
          + CASE
              WHEN since_month IS NULL THEN 300
              WHEN until_month IS NULL THEN 1000
              ELSE least(1000, 1000 * greatest(0, until_month - since_month + 1) / 60)
            END
      $$;

      CREATE TABLE staff_work (
        staff_key record_key PRIMARY KEY REFERENCES staff ON DELETE CASCADE,
        -- The experience that is likely to be the best: so much the member of staff has at least.
        role text NOT NULL,
        since_month integer,
        until_month integer,
        until_day integer,
        -- The most that any of its experience adds, whatever the day.
        most integer NOT NULL,
        -- All the parts that it has taken, a bit for each.
        roles integer NOT NULL
      );

      CREATE FUNCTION find_work_of_staff(keys text[]) RETURNS void LANGUAGE sql AS $$
        DELETE FROM public.staff_work USING unnest(keys) AS asked(key)
        WHERE staff_key = asked.key AND NOT EXISTS (SELECT FROM public.experience WHERE experience.staff_key = asked.key);
        INSERT INTO public.staff_work
        SELECT DISTINCT ON (staff_key) staff_key, role, since_month, until_month, until_day,
          max(public.most_of_work(role, since_month, until_month)) OVER work,
          bit_or(CASE role WHEN 'LED' THEN 1 WHEN 'WORKED' THEN 2 WHEN 'HOSTED' THEN 4 WHEN 'ADVISED' THEN 8 ELSE 16 END) OVER work
        FROM unnest(keys) AS asked(key) JOIN public.experience ON staff_key = asked.key
        WINDOW work AS (PARTITION BY staff_key)
        ORDER BY staff_key, until_day IS NULL AND since_month IS NOT NULL DESC, public.weight_of_role(role) DESC,
          until_day DESC NULLS LAST, since_month NULLS LAST
        ON CONFLICT (staff_key) DO UPDATE SET role = excluded.role, since_month = excluded.since_month,
          until_month = excluded.until_month, until_day = excluded.until_day, most = excluded.most, roles = excluded.roles
      $$;

      CREATE FUNCTION on_work_of_staff() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.find_work_of_staff(ARRAY(SELECT DISTINCT staff_key FROM changed)); RETURN NULL; END
      $$;
      CREATE FUNCTION on_work_of_staff_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.find_work_of_staff(ARRAY(
            SELECT staff_key FROM (
              SELECT key, staff_key, role, since, until FROM after EXCEPT SELECT key, staff_key, role, since, until FROM before
            ) AS added
            UNION
            SELECT staff_key FROM (
              SELECT key, staff_key, role, since, until FROM before EXCEPT SELECT key, staff_key, role, since, until FROM after
            ) AS gone));
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER work_of_staff_insert AFTER INSERT ON experience REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_work_of_staff();
      CREATE TRIGGER work_of_staff_delete AFTER DELETE ON experience REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_work_of_staff();
      CREATE TRIGGER work_of_staff_update AFTER UPDATE ON experience REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_work_of_staff_update();

      SELECT find_work_of_staff(ARRAY(SELECT key FROM staff));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER work_of_staff_update ON experience;
      DROP TRIGGER work_of_staff_delete ON experience;
      DROP TRIGGER work_of_staff_insert ON experience;
      DROP FUNCTION on_work_of_staff_update, on_work_of_staff, find_work_of_staff, most_of_work, weight_of_role;
      DROP TABLE staff_work;
      DROP INDEX staff_text_heading_words, programme_text_heading_words, exchange_text_heading_words, offer_text_heading_words;
    `);
  }
}
