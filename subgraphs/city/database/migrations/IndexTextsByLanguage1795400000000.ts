import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Full text search in the city's language, and the indexes that a search by concept reads alone.
 *
 * What is searched is no longer beside the records but in a table for each kind: one row for a record with all its texts,
 * so that a question of several words is one look-up. Triggers keep it true whoever writes, once for a statement and not
 * for a row, so that a large import pays little. The language is the city's; without a city nothing is indexed yet, and
 * whoever stores the city or another language of it has everything indexed.
 */
export class IndexTextsByLanguage1795400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

      -- Without STRICT, which no null needs here, PostgreSQL can put the functions' bodies in place of calls.
      CREATE OR REPLACE FUNCTION first_day(value text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT make_date(
          left(value, 4)::int,
          coalesce(nullif(substr(value, 6, 2), ''), '1')::int,
          coalesce(nullif(substr(value, 9, 2), ''), '1')::int)
      $$;
      CREATE OR REPLACE FUNCTION last_day(value text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE length(value)
          WHEN 4 THEN make_date(left(value, 4)::int, 12, 31)
          WHEN 7 THEN (public.first_day(value) + interval '1 month' - interval '1 day')::date
          ELSE public.first_day(value)
        END
      $$;

      -- A search finds in these indexes all that a score is made of.
      CREATE INDEX ON experience (topic_key, staff_key) INCLUDE (role, since, until);
      CREATE INDEX ON experience (staff_key) INCLUDE (topic_key, role, since, until);
      DROP INDEX experience_topic_key_idx;
      DROP INDEX experience_staff_key_idx;
      CREATE INDEX ON staff (key) INCLUDE (visibility, kind);

      ALTER TABLE staff DROP COLUMN words;
      ALTER TABLE experience DROP COLUMN words;
      ALTER TABLE programme DROP COLUMN words;
      ALTER TABLE exchange DROP COLUMN words;
      DROP FUNCTION words;

      -- How texts of this city are cut into words. Null before the first import.
      CREATE FUNCTION text_configuration() RETURNS regconfig LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE lower(split_part(language, '-', 1))
          WHEN 'de' THEN 'pg_catalog.german'::regconfig
          WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
          WHEN 'en' THEN 'pg_catalog.english'::regconfig
          ELSE 'pg_catalog.simple'::regconfig
        END
        FROM public.city
      $$;

      -- The words of a folded text. PostgreSQL would take 'und/oder' for a path, and '-5' for a number.
      CREATE FUNCTION cut(configuration regconfig, folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_tsvector(configuration, translate(folded, '/.@_:-', '      '))
      $$;

      -- The words of a record: those of its name or title as they stand and by their stems, at weight A, and the stems of
      -- all else, at weight B. A tsvector is bounded; a hundred thousand characters always fit.
      CREATE FUNCTION words(heading text, body text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT setweight(public.cut('pg_catalog.simple', heading) || public.cut(public.text_configuration(), heading), 'A')
            || setweight(public.cut(public.text_configuration(), left(public.fold(coalesce(body, '')), 100000)), 'B')
      $$;

      CREATE AGGREGATE all_of (tsquery) (sfunc = tsquery_and, stype = tsquery, parallel = safe);

      -- What a word of a question looks for: the word as it stands and by its stem, with an umlaut spelt out or not.
      -- Null for a word so common that the language's index leaves it out.
      CREATE FUNCTION word_query(word text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT (
            SELECT string_agg(nullif(query::text, ''), ' | ')::tsquery
            FROM (
              VALUES
                (public.fold(word)),
                (public.fold(replace(replace(replace(lower(word), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'))),
                (replace(replace(replace(public.fold(word), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'))
              ) AS spelling(form),
              LATERAL (
                VALUES
                  (plainto_tsquery('pg_catalog.simple', form)),
                  (plainto_tsquery(public.text_configuration(), form))
              ) AS kind(query)
          )
        WHERE numnode(plainto_tsquery(public.text_configuration(), word)) > 0
      $$;

      CREATE TABLE staff_text (
        key record_key PRIMARY KEY REFERENCES staff ON DELETE CASCADE,
        heading text NOT NULL,
        words tsvector NOT NULL
      );
      CREATE INDEX ON staff_text USING gin (words);
      CREATE INDEX ON staff_text USING gin (heading gin_trgm_ops);

      CREATE TABLE programme_text (
        key record_key PRIMARY KEY REFERENCES programme ON DELETE CASCADE,
        heading text NOT NULL,
        words tsvector NOT NULL
      );
      CREATE INDEX ON programme_text USING gin (words);
      CREATE INDEX ON programme_text USING gin (heading gin_trgm_ops);

      CREATE TABLE exchange_text (
        key record_key PRIMARY KEY REFERENCES exchange ON DELETE CASCADE,
        heading text NOT NULL,
        words tsvector NOT NULL
      );
      CREATE INDEX ON exchange_text USING gin (words);
      CREATE INDEX ON exchange_text USING gin (heading gin_trgm_ops);

      -- The records whose name or title has a word that is much like this one: two fifths of the trigrams of both words are
      -- the same. With half of them, as is usual, one wrong letter in a word of seven would be too much.
      CREATE FUNCTION staff_text_alike(word text) RETURNS SETOF text LANGUAGE sql STABLE ROWS 100
        SET pg_trgm.strict_word_similarity_threshold = 0.4 AS $$
        SELECT key FROM public.staff_text WHERE heading OPERATOR(public.%>>) word
      $$;
      CREATE FUNCTION programme_text_alike(word text) RETURNS SETOF text LANGUAGE sql STABLE ROWS 100
        SET pg_trgm.strict_word_similarity_threshold = 0.4 AS $$
        SELECT key FROM public.programme_text WHERE heading OPERATOR(public.%>>) word
      $$;
      CREATE FUNCTION exchange_text_alike(word text) RETURNS SETOF text LANGUAGE sql STABLE ROWS 100
        SET pg_trgm.strict_word_similarity_threshold = 0.4 AS $$
        SELECT key FROM public.exchange_text WHERE heading OPERATOR(public.%>>) word
      $$;

      CREATE FUNCTION index_staff(keys text[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO public.staff_text
        SELECT staff.key, public.fold(staff.name),
          public.words(public.fold(staff.name), concat_ws(' ', staff.role, staff.department, work.summaries))
        FROM public.staff
        LEFT JOIN (
          SELECT staff_key, string_agg(summary, ' ' ORDER BY key) AS summaries
          FROM public.experience WHERE staff_key = ANY (keys) GROUP BY staff_key
        ) AS work ON work.staff_key = staff.key
        WHERE staff.key = ANY (keys) AND public.text_configuration() IS NOT NULL
        ON CONFLICT (key) DO UPDATE SET heading = excluded.heading, words = excluded.words
      $$;
      CREATE FUNCTION index_programmes(keys text[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO public.programme_text
        SELECT key, public.fold(title), public.words(public.fold(title), summary)
        FROM public.programme WHERE key = ANY (keys) AND public.text_configuration() IS NOT NULL
        ON CONFLICT (key) DO UPDATE SET heading = excluded.heading, words = excluded.words
      $$;
      CREATE FUNCTION index_exchanges(keys text[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO public.exchange_text
        SELECT key, public.fold(title), public.words(public.fold(title), summary)
        FROM public.exchange WHERE key = ANY (keys) AND public.text_configuration() IS NOT NULL
        ON CONFLICT (key) DO UPDATE SET heading = excluded.heading, words = excluded.words
      $$;
      CREATE FUNCTION index_all() RETURNS void LANGUAGE sql AS $$
        SELECT public.index_staff(ARRAY(SELECT key FROM public.staff));
        SELECT public.index_programmes(ARRAY(SELECT key FROM public.programme));
        SELECT public.index_exchanges(ARRAY(SELECT key FROM public.exchange));
      $$;

      CREATE FUNCTION on_staff_insert() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_staff(ARRAY(SELECT key FROM after)); RETURN NULL; END
      $$;
      CREATE FUNCTION on_staff_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.index_staff(ARRAY(
            SELECT after.key FROM after LEFT JOIN before USING (key)
            WHERE (after.name, after.role, after.department) IS DISTINCT FROM (before.name, before.role, before.department)));
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER staff_insert AFTER INSERT ON staff REFERENCING NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_staff_insert();
      CREATE TRIGGER staff_update AFTER UPDATE ON staff REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_staff_update();

      CREATE FUNCTION on_experience_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_staff(ARRAY(SELECT DISTINCT staff_key FROM changed)); RETURN NULL; END
      $$;
      CREATE FUNCTION on_experience_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM public.index_staff(ARRAY(
            SELECT staff_key FROM (SELECT key, staff_key, summary FROM after EXCEPT SELECT key, staff_key, summary FROM before) AS added
            UNION
            SELECT staff_key FROM (SELECT key, staff_key, summary FROM before EXCEPT SELECT key, staff_key, summary FROM after) AS gone));
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER experience_insert AFTER INSERT ON experience REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_experience_change();
      CREATE TRIGGER experience_delete AFTER DELETE ON experience REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_experience_change();
      CREATE TRIGGER experience_update AFTER UPDATE ON experience REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION on_experience_update();

      CREATE FUNCTION on_programme_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_programmes(ARRAY(SELECT key FROM changed)); RETURN NULL; END
      $$;
      CREATE TRIGGER programme_insert AFTER INSERT ON programme REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_programme_change();
      CREATE TRIGGER programme_update AFTER UPDATE ON programme REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_programme_change();

      CREATE FUNCTION on_exchange_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_exchanges(ARRAY(SELECT key FROM changed)); RETURN NULL; END
      $$;
      CREATE TRIGGER exchange_insert AFTER INSERT ON exchange REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_exchange_change();
      CREATE TRIGGER exchange_update AFTER UPDATE ON exchange REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_exchange_change();

      CREATE FUNCTION on_city_language() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_all(); RETURN NULL; END
      $$;
      CREATE TRIGGER city_insert AFTER INSERT ON city FOR EACH ROW EXECUTE FUNCTION on_city_language();
      CREATE TRIGGER city_update AFTER UPDATE OF language ON city FOR EACH ROW
        WHEN (OLD.language IS DISTINCT FROM NEW.language) EXECUTE FUNCTION on_city_language();

      SELECT index_all();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER city_update ON city;
      DROP TRIGGER city_insert ON city;
      DROP TRIGGER exchange_update ON exchange;
      DROP TRIGGER exchange_insert ON exchange;
      DROP TRIGGER programme_update ON programme;
      DROP TRIGGER programme_insert ON programme;
      DROP TRIGGER experience_update ON experience;
      DROP TRIGGER experience_delete ON experience;
      DROP TRIGGER experience_insert ON experience;
      DROP TRIGGER staff_update ON staff;
      DROP TRIGGER staff_insert ON staff;
      DROP FUNCTION on_city_language, on_exchange_change, on_programme_change, on_experience_update, on_experience_change,
        on_staff_update, on_staff_insert, index_all, index_exchanges, index_programmes, index_staff;
      DROP FUNCTION exchange_text_alike, programme_text_alike, staff_text_alike;
      DROP TABLE exchange_text, programme_text, staff_text;
      DROP FUNCTION word_query;
      DROP AGGREGATE all_of (tsquery);
      DROP FUNCTION words, cut, text_configuration;

      CREATE FUNCTION words(heading text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('simple', public.fold(coalesce(heading, ''))), 'A')
            || setweight(to_tsvector('simple', public.fold(coalesce(body, ''))), 'B')
      $$;
      ALTER TABLE staff ADD words tsvector NOT NULL
        GENERATED ALWAYS AS (words(name, coalesce(role, '') || ' ' || coalesce(department, ''))) STORED;
      ALTER TABLE experience ADD words tsvector NOT NULL GENERATED ALWAYS AS (words(NULL, summary)) STORED;
      ALTER TABLE programme ADD words tsvector NOT NULL GENERATED ALWAYS AS (words(title, summary)) STORED;
      ALTER TABLE exchange ADD words tsvector NOT NULL GENERATED ALWAYS AS (words(title, summary)) STORED;
      CREATE INDEX ON staff USING gin (words);
      CREATE INDEX ON experience USING gin (words);
      CREATE INDEX ON programme USING gin (words);
      CREATE INDEX ON exchange USING gin (words);

      DROP INDEX staff_key_visibility_kind_idx;
      CREATE INDEX ON experience (staff_key);
      CREATE INDEX ON experience (topic_key);
      DROP INDEX experience_staff_key_topic_key_role_since_until_idx;
      DROP INDEX experience_topic_key_staff_key_role_since_until_idx;
      DROP EXTENSION pg_trgm;
    `);
  }
}
