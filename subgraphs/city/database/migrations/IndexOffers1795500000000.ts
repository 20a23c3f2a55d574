import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers are searched like programmes: by their topics, and by the words of title and summary in the city's language. */
export class IndexOffers1795500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX ON offer_topic (topic_key);

      CREATE TABLE offer_text (
        key record_key PRIMARY KEY REFERENCES offer ON DELETE CASCADE,
        heading text NOT NULL,
        words tsvector NOT NULL
      );
      CREATE INDEX ON offer_text USING gin (words);
      CREATE INDEX ON offer_text USING gin (heading gin_trgm_ops);

      CREATE FUNCTION offer_text_alike(word text) RETURNS SETOF text LANGUAGE sql STABLE ROWS 100
        SET pg_trgm.strict_word_similarity_threshold = 0.4 AS $$
        SELECT key FROM public.offer_text WHERE heading OPERATOR(public.%>>) word
      $$;

      CREATE FUNCTION index_offers(keys text[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO public.offer_text
        SELECT key, public.fold(title), public.words(public.fold(title), summary)
        FROM public.offer WHERE key = ANY (keys) AND public.text_configuration() IS NOT NULL
        ON CONFLICT (key) DO UPDATE SET heading = excluded.heading, words = excluded.words
      $$;
      CREATE OR REPLACE FUNCTION index_all() RETURNS void LANGUAGE sql AS $$
        SELECT public.index_staff(ARRAY(SELECT key FROM public.staff));
        SELECT public.index_programmes(ARRAY(SELECT key FROM public.programme));
        SELECT public.index_exchanges(ARRAY(SELECT key FROM public.exchange));
        SELECT public.index_offers(ARRAY(SELECT key FROM public.offer));
      $$;

      CREATE FUNCTION on_offer_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM public.index_offers(ARRAY(SELECT key FROM changed)); RETURN NULL; END
      $$;
      CREATE TRIGGER offer_insert AFTER INSERT ON offer REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_offer_change();
      CREATE TRIGGER offer_update AFTER UPDATE ON offer REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION on_offer_change();

      SELECT index_offers(ARRAY(SELECT key FROM offer));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER offer_update ON offer;
      DROP TRIGGER offer_insert ON offer;
      DROP FUNCTION on_offer_change;
      CREATE OR REPLACE FUNCTION index_all() RETURNS void LANGUAGE sql AS $$
        SELECT public.index_staff(ARRAY(SELECT key FROM public.staff));
        SELECT public.index_programmes(ARRAY(SELECT key FROM public.programme));
        SELECT public.index_exchanges(ARRAY(SELECT key FROM public.exchange));
      $$;
      DROP FUNCTION index_offers, offer_text_alike;
      DROP TABLE offer_text;
      DROP INDEX offer_topic_topic_key_idx;
    `);
  }
}
