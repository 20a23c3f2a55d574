import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Needs are searched as offers are: by their topics, and by the words of title and summary in the city's language. */
export class IndexNeeds1797500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE need_text (
        key record_key PRIMARY KEY REFERENCES need ON DELETE CASCADE,
        heading text NOT NULL,
        words tsvector NOT NULL
      );
      CREATE INDEX ON need_text USING gin (words);
      CREATE INDEX ON need_text USING gin (heading gin_trgm_ops);
      CREATE INDEX need_text_heading_words ON need_text USING gin (ts_filter(words, '{a}'));

      CREATE FUNCTION need_text_alike(word text) RETURNS SETOF text LANGUAGE sql STABLE ROWS 100
        SET pg_trgm.strict_word_similarity_threshold = 0.4 AS $$
        SELECT key FROM public.need_text WHERE heading OPERATOR(public.%>>) word
      $$;

      CREATE FUNCTION index_needs(keys text[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO public.need_text
        SELECT key, public.fold(title), public.words(public.fold(title), summary)
        FROM public.need WHERE key = ANY (keys) AND public.text_configuration() IS NOT NULL
        ON CONFLICT (key) DO UPDATE SET heading = excluded.heading, words = excluded.words
      $$;
      CREATE OR REPLACE FUNCTION index_all() RETURNS void LANGUAGE sql AS $$
        SELECT public.index_staff(ARRAY(SELECT key FROM public.staff));
        SELECT public.index_programmes(ARRAY(SELECT key FROM public.programme));
        SELECT public.index_exchanges(ARRAY(SELECT key FROM public.exchange));
        SELECT public.index_offers(ARRAY(SELECT key FROM public.offer));
        SELECT public.index_needs(ARRAY(SELECT key FROM public.need));
      $$;

      CREATE FUNCTION on_need_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_needs(ARRAY(SELECT key FROM changed)); RETURN NULL; END
      $$;
      CREATE TRIGGER need_insert AFTER INSERT ON need REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_need_change();
      CREATE TRIGGER need_update AFTER UPDATE ON need REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_need_change();

      SELECT index_needs(ARRAY(SELECT key FROM need));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER need_update ON need;
      DROP TRIGGER need_insert ON need;
      DROP FUNCTION on_need_change;
      CREATE OR REPLACE FUNCTION index_all() RETURNS void LANGUAGE sql AS $$
        SELECT public.index_staff(ARRAY(SELECT key FROM public.staff));
        SELECT public.index_programmes(ARRAY(SELECT key FROM public.programme));
        SELECT public.index_exchanges(ARRAY(SELECT key FROM public.exchange));
        SELECT public.index_offers(ARRAY(SELECT key FROM public.offer));
      $$;
      DROP FUNCTION index_needs, need_text_alike;
      DROP TABLE need_text;
    `);
  }
}
