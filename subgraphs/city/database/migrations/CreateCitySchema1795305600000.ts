import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The city's tables. What the source calls a record is its key; the global id is made of it when a record leaves the city.
 *
 * Keys and sort keys are compared byte by byte (`COLLATE "C"`), as the hub compares ids, so that both agree on the order
 * of hits with equal scores whatever the server's locale is.
 */
export class CreateCitySchema1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

      CREATE DOMAIN record_key AS text COLLATE "C" CHECK (VALUE ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$');
      CREATE DOMAIN visibility AS text CHECK (VALUE IN ('PUBLIC', 'NETWORK', 'INTERNAL'));

      -- The functions name the schema of what they call, because a restore from a dump runs without a search path.

      -- Folds case and diacritics. unaccent() is only STABLE because its dictionary could change; generated columns need
      -- IMMUTABLE, and naming the dictionary pins it.
      CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT lower(public.unaccent('public.unaccent'::regdictionary, value))
      $$;

      CREATE FUNCTION first_day(value text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT make_date(
          left(value, 4)::int,
          coalesce(nullif(substr(value, 6, 2), ''), '1')::int,
          coalesce(nullif(substr(value, 9, 2), ''), '1')::int)
      $$;

      CREATE FUNCTION last_day(value text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT CASE length(value)
          WHEN 4 THEN make_date(left(value, 4)::int, 12, 31)
          WHEN 7 THEN (public.first_day(value) + interval '1 month' - interval '1 day')::date
          ELSE public.first_day(value)
        END
      $$;

      -- first_day() raises an error for a month or a day that the calendar does not have.
      CREATE DOMAIN partial_date AS text
        CHECK (VALUE IS NULL OR VALUE ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' AND public.first_day(VALUE) IS NOT NULL);

      CREATE FUNCTION words(heading text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('simple', public.fold(coalesce(heading, ''))), 'A')
            || setweight(to_tsvector('simple', public.fold(coalesce(body, ''))), 'B')
      $$;

      CREATE TABLE city (
        id text PRIMARY KEY,
        name text NOT NULL,
        language text NOT NULL,
        import_digest text NOT NULL,
        imported_at timestamptz NOT NULL
      );

      CREATE TABLE topic (
        key record_key PRIMARY KEY,
        labels jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      );

      CREATE TABLE topic_mapping (
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        concept_id text NOT NULL,
        match text NOT NULL CHECK (match IN ('EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH')),
        PRIMARY KEY (topic_key, concept_id)
      );
      CREATE INDEX ON topic_mapping (concept_id);

      CREATE TABLE staff (
        key record_key PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('PERSON', 'POST', 'UNIT')),
        name text NOT NULL,
        role text,
        department text,
        languages text[] NOT NULL,
        email text,
        phone text,
        url text,
        additional jsonb NOT NULL,
        source text,
        visibility visibility NOT NULL,
        updated_at timestamptz NOT NULL,
        sort_name text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(name)) STORED,
        words tsvector NOT NULL GENERATED ALWAYS AS (words(name, coalesce(role, '') || ' ' || coalesce(department, ''))) STORED
      );
      CREATE INDEX ON staff (sort_name, key);
      CREATE INDEX ON staff USING gin (words);

      CREATE TABLE programme (
        key record_key PRIMARY KEY,
        title text NOT NULL,
        summary text,
        status text CHECK (status IN ('PLANNED', 'ACTIVE', 'COMPLETED', 'DISCONTINUED')),
        starts_on partial_date,
        ends_on partial_date,
        good_practice boolean NOT NULL,
        open_to_visitors boolean,
        additional jsonb NOT NULL,
        source text,
        visibility visibility NOT NULL,
        updated_at timestamptz NOT NULL,
        sort_title text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(title)) STORED,
        words tsvector NOT NULL GENERATED ALWAYS AS (words(title, summary)) STORED
      );
      CREATE INDEX ON programme (sort_title, key);
      CREATE INDEX ON programme USING gin (words);

      CREATE TABLE programme_topic (
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        PRIMARY KEY (programme_key, topic_key)
      );
      CREATE INDEX ON programme_topic (topic_key);

      CREATE TABLE programme_staff (
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        staff_key record_key NOT NULL REFERENCES staff ON DELETE CASCADE,
        PRIMARY KEY (programme_key, staff_key)
      );
      CREATE INDEX ON programme_staff (staff_key);

      CREATE TABLE programme_partner (
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        ordinal integer NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        url text,
        PRIMARY KEY (programme_key, ordinal)
      );

      CREATE TABLE experience (
        key record_key PRIMARY KEY,
        staff_key record_key NOT NULL REFERENCES staff ON DELETE CASCADE,
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        programme_key record_key REFERENCES programme ON DELETE SET NULL,
        role text NOT NULL CHECK (role IN ('LED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART')),
        since partial_date,
        until partial_date,
        summary text,
        source text,
        words tsvector NOT NULL GENERATED ALWAYS AS (words(NULL, summary)) STORED
      );
      CREATE INDEX ON experience (staff_key);
      CREATE INDEX ON experience (topic_key);
      CREATE INDEX ON experience (programme_key);
      CREATE INDEX ON experience USING gin (words);

      CREATE TABLE exchange (
        key record_key PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('STUDY_VISIT', 'EXPERT_EXCHANGE', 'DIALOGUE_EVENT', 'NETWORK_MEETING', 'PEER_REVIEW')),
        title text NOT NULL,
        summary text,
        starts_on partial_date,
        ends_on partial_date,
        duration_days integer CHECK (duration_days > 0),
        participants integer CHECK (participants > 0),
        participants_approximate boolean NOT NULL,
        host_id text,
        guest_ids text[] NOT NULL,
        source text,
        visibility visibility NOT NULL,
        updated_at timestamptz NOT NULL,
        -- Latest first; an exchange without a date comes last.
        sort_date text COLLATE "C" NOT NULL GENERATED ALWAYS AS (coalesce(starts_on::text, '')) STORED,
        words tsvector NOT NULL GENERATED ALWAYS AS (words(title, summary)) STORED
      );
      CREATE INDEX ON exchange (sort_date DESC, key);
      CREATE INDEX ON exchange USING gin (words);

      CREATE TABLE exchange_topic (
        exchange_key record_key NOT NULL REFERENCES exchange ON DELETE CASCADE,
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        PRIMARY KEY (exchange_key, topic_key)
      );
      CREATE INDEX ON exchange_topic (topic_key);

      CREATE TABLE exchange_programme (
        exchange_key record_key NOT NULL REFERENCES exchange ON DELETE CASCADE,
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        PRIMARY KEY (exchange_key, programme_key)
      );
      CREATE INDEX ON exchange_programme (programme_key);

      CREATE TABLE exchange_partner (
        exchange_key record_key NOT NULL REFERENCES exchange ON DELETE CASCADE,
        ordinal integer NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        url text,
        PRIMARY KEY (exchange_key, ordinal)
      );

      CREATE TABLE need (
        key record_key PRIMARY KEY,
        title text NOT NULL,
        summary text,
        source text,
        visibility visibility NOT NULL,
        updated_at timestamptz NOT NULL,
        sort_title text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(title)) STORED
      );
      CREATE INDEX ON need (sort_title, key);

      CREATE TABLE need_topic (
        need_key record_key NOT NULL REFERENCES need ON DELETE CASCADE,
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        PRIMARY KEY (need_key, topic_key)
      );

      CREATE TABLE offer (
        key record_key PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('VISIT', 'WORK_SHADOWING', 'TALK', 'ADVICE')),
        title text NOT NULL,
        summary text,
        source text,
        visibility visibility NOT NULL,
        updated_at timestamptz NOT NULL,
        sort_title text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(title)) STORED
      );
      CREATE INDEX ON offer (sort_title, key);

      CREATE TABLE offer_topic (
        offer_key record_key NOT NULL REFERENCES offer ON DELETE CASCADE,
        topic_key record_key NOT NULL REFERENCES topic ON DELETE CASCADE,
        PRIMARY KEY (offer_key, topic_key)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE offer_topic, offer, need_topic, need, exchange_partner, exchange_programme, exchange_topic, exchange,
        experience, programme_partner, programme_staff, programme_topic, programme, staff, topic_mapping, topic, city;
      DROP DOMAIN partial_date, visibility, record_key;
      DROP FUNCTION words, last_day, first_day, fold;
      DROP EXTENSION unaccent;
    `);
  }
}
