import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of records that have a title and a summary, which a city may have in other languages too. */
const titled = ['programme', 'exchange', 'offer', 'need'] as const;

/**
 * What a council paper needs to know of a programme, and who wants to come of an exchange, an offer and a need: contract
 * 1.1. Money is numeric, and keeps the digits that the city gave.
 */
export class DeepenRecords1797000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE DOMAIN currency AS text CHECK (VALUE ~ '^[A-Z]{3}$');

      -- How the city's files write numbers, and when the last import made records readable.
      ALTER TABLE city ADD numbers text, ADD published_at timestamptz;

      ALTER TABLE programme
        ADD problem text,
        ADD approach text,
        ADD currency currency,
        ADD costs_total numeric,
        ADD costs_yearly numeric,
        ADD own_share numeric,
        ADD costs_per_case numeric,
        ADD costs_per_case_yearly numeric,
        ADD costs_note text,
        ADD staff_effort double precision,
        ADD target_groups text[],
        ADD legal_basis jsonb,
        ADD reach_value integer,
        ADD reach_unit text,
        ADD adapted_from text,
        ADD licence text,
        ADD reviewed_on partial_date,
        ADD CHECK (currency IS NOT NULL
          OR coalesce(costs_total, costs_yearly, own_share, costs_per_case, costs_per_case_yearly) IS NULL),
        ADD CHECK ((reach_value IS NULL) = (reach_unit IS NULL));
      CREATE INDEX ON programme (adapted_from) WHERE adapted_from IS NOT NULL;

      ALTER TABLE exchange
        ADD place text,
        ADD register_by partial_date,
        ADD url text,
        ADD open_to text;

      ALTER TABLE offer
        ADD availability text,
        ADD capacity integer CHECK (capacity > 0),
        ADD languages text[],
        ADD programme_key record_key REFERENCES programme ON DELETE SET NULL;
      CREATE INDEX ON offer (programme_key);

      ALTER TABLE need
        ADD wanted_by partial_date,
        ADD status text CHECK (status IN ('OPEN', 'MET'));

      ${titled
        .map(
          (table) => `
      ALTER TABLE ${table}
        ADD contact_post text, ADD contact_email text, ADD contact_phone text, ADD contact_url text;`,
        )
        .join('')}
      ${['staff', 'topic', ...titled].map((table) => `ALTER TABLE ${table} ADD published_at timestamptz;`).join(' ')}
      ${titled
        .map(
          (table) => `
      ALTER TABLE ${table} ADD language text;
      CREATE TABLE ${table}_translation (
        ${table}_key record_key NOT NULL REFERENCES ${table} ON DELETE CASCADE,
        ordinal integer NOT NULL,
        language text NOT NULL,
        title text NOT NULL,
        summary text,
        PRIMARY KEY (${table}_key, ordinal)
      );`,
        )
        .join('')}

      -- Exchanges that others recorded, and of which this city says that it was their host.
      CREATE TABLE confirmation (
        exchange_id text COLLATE "C" PRIMARY KEY
      );

      -- Records that a section of readers saw once and sees no longer, for those who keep a copy.
      CREATE TABLE tombstone (
        type text NOT NULL,
        key record_key NOT NULL,
        section text NOT NULL CHECK (section IN ('PUBLIC', 'NETWORK')),
        gone_at timestamptz NOT NULL,
        PRIMARY KEY (type, key, section)
      );
      CREATE INDEX ON tombstone (gone_at);

      CREATE TABLE programme_funding (
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        ordinal integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('OWN', 'STATE', 'NATIONAL', 'EU', 'OTHER')),
        fund text,
        funder text,
        amount numeric,
        currency currency,
        share numeric CHECK (share BETWEEN 0 AND 100),
        url text,
        PRIMARY KEY (programme_key, ordinal),
        CHECK ((amount IS NULL) = (currency IS NULL))
      );
      CREATE TABLE programme_lesson (
        programme_key record_key NOT NULL REFERENCES programme ON DELETE CASCADE,
        ordinal integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('WORKED', 'DID_NOT_WORK', 'CONDITION')),
        text text NOT NULL,
        PRIMARY KEY (programme_key, ordinal)
      );
      ${(['programme', 'exchange'] as const)
        .map(
          (table) => `
      CREATE TABLE ${table}_result (
        ${table}_key record_key NOT NULL REFERENCES ${table} ON DELETE CASCADE,
        ordinal integer NOT NULL,
        indicator text NOT NULL,
        value numeric,
        unit text,
        before numeric,
        reached_on partial_date,
        evidence_title text,
        evidence_url text,
        PRIMARY KEY (${table}_key, ordinal)
      );`,
        )
        .join('')}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE tombstone, confirmation, exchange_result, programme_result, programme_lesson, programme_funding,
        ${titled.map((table) => `${table}_translation`).join(', ')};
      ${titled.map((table) => `ALTER TABLE ${table} DROP COLUMN language;`).join(' ')}
      ${['staff', 'topic', ...titled].map((table) => `ALTER TABLE ${table} DROP COLUMN published_at;`).join(' ')}
      ${titled
        .map(
          (table) => `
      ALTER TABLE ${table}
        DROP COLUMN contact_post, DROP COLUMN contact_email, DROP COLUMN contact_phone, DROP COLUMN contact_url;`,
        )
        .join('')}
      ALTER TABLE need DROP COLUMN wanted_by, DROP COLUMN status;
      ALTER TABLE offer
        DROP COLUMN availability, DROP COLUMN capacity, DROP COLUMN languages, DROP COLUMN programme_key;
      ALTER TABLE exchange DROP COLUMN place, DROP COLUMN register_by, DROP COLUMN url, DROP COLUMN open_to;
      -- The checks and the index go with the columns.
      ALTER TABLE programme
        DROP COLUMN problem, DROP COLUMN approach, DROP COLUMN currency, DROP COLUMN costs_total,
        DROP COLUMN costs_yearly, DROP COLUMN own_share, DROP COLUMN costs_per_case,
        DROP COLUMN costs_per_case_yearly, DROP COLUMN costs_note, DROP COLUMN staff_effort,
        DROP COLUMN target_groups, DROP COLUMN legal_basis, DROP COLUMN reach_value, DROP COLUMN reach_unit,
        DROP COLUMN adapted_from, DROP COLUMN licence, DROP COLUMN reviewed_on;
      ALTER TABLE city DROP COLUMN numbers, DROP COLUMN published_at;
      DROP DOMAIN currency;
    `);
  }
}
