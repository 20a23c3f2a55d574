import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { kinds } from '../import/kind/kinds';

/** What a city's first configuration is made of. */
export interface StarterOptions {
  /** The city's slug, such as `gera`. */
  readonly cityId: string;
  /** What people call it. */
  readonly name: string;
  /** The language in which its topics are named, such as `de`. */
  readonly language: string;
  /** Where the hub is, such as `https://hub.example.org`. */
  readonly hubUrl: string;
  /** `host:port` of PostgreSQL. */
  readonly databaseAddress: string;
  /** `host:port` to answer the hub on. */
  readonly listen: { readonly host: string; readonly port: number };
}

/** Made anew for each city. Letters and digits only, for they stand in URLs. */
export interface StarterSecrets {
  readonly ownerPassword: string;
  readonly runtimePassword: string;
  readonly cursorKey: string;
  readonly erasureKey: string;
}

/** PostgreSQL cuts names after 63 characters, and the two roles would have the same. */
const LONGEST_NAME = 63 - '_owner'.length;

function shorten(name: string): string {
  const mark = `_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  return name.slice(0, LONGEST_NAME - mark.length) + mark;
}

/** The names of the city's database and of its two roles. */
export function databaseNames({ cityId }: StarterOptions): {
  readonly database: string;
  readonly owner: string;
  readonly runtime: string;
} {
  // A hyphen in a name has to be quoted wherever somebody types it.
  const name = cityId.replaceAll('-', '_');
  const database = name.length <= LONGEST_NAME ? name : shorten(name);
  return { database, owner: `${database}_owner`, runtime: `${database}_serve` };
}

/** The text of `database.sql`: what the administrator of the PostgreSQL server does once. */
export function writeDatabaseSql(options: StarterOptions, { ownerPassword, runtimePassword }: StarterSecrets): string {
  const { database, owner, runtime } = databaseNames(options);
  return `-- The database of ${options.cityId} and its two roles. To be run once, as the administrator of the PostgreSQL server:
--   sudo cat database.sql | sudo -u postgres psql --set ON_ERROR_STOP=1
-- It has both passwords: delete it when it is done.

-- Owns the database: migrates and imports. No superuser; the two extensions that it creates are trusted ones.
CREATE ROLE "${owner}" LOGIN PASSWORD '${ownerPassword}';
-- Serves. "city migrate" gives it the right to read.
CREATE ROLE "${runtime}" LOGIN PASSWORD '${runtimePassword}';

-- C.UTF-8 knows the letters of all languages and is the same on every machine, whatever the server's own locale is.
CREATE DATABASE "${database}" OWNER "${owner}" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;
GRANT CONNECT ON DATABASE "${database}" TO "${runtime}";
`;
}

/** The text of `owner.env`: what the operators' commands need, and the server must not have. */
export function writeOwnerEnv(options: StarterOptions, { ownerPassword, erasureKey }: StarterSecrets): string {
  const { database, owner } = databaseNames(options);
  return `# What only the commands of ${options.cityId}'s operators need: migrate, import, topics, forget, export. Give it beside
# city.env: "city migrate --env-file city.env --env-file owner.env". The server must not be able to read this file.

# The role that owns the database. It can change the schema and all data.
MIGRATION_DATABASE_URL=postgres://${owner}:${ownerPassword}@${options.databaseAddress}/${database}

# The secret behind the marks by which an import knows the persons that "city forget" has erased, so that it does not
# bring them back. It is not in the database, so that a copy of the database tells nobody whom it was. Keep it as long as
# the database, in another place than its backups: with another secret, no import is possible any more.
CITY_ERASURE_KEY=${erasureKey}
`;
}

const NUMBERS = `# Numbers are written as 1250000.00. Where the files have 1.250.000,00 or the like, say whose way that is:
# numbers: de
`;

/**
 * The files of an import folder without records, by name: `city.yaml`, and for each kind of record a CSV file that has its
 * header line. Columns of any number stand there once where a record needs one.
 */
export function writeDataFiles({ cityId, name, language }: StarterOptions): Readonly<Record<string, string>> {
  const headers = kinds.map((kind) => {
    const columns = Object.entries(kind.columns).flatMap(([column, { kind: form, required }]) => {
      if (form === 'single') return [column];
      return required ? [column.replace(/<.*>/, language)] : [];
    });
    return [`${kind.name}.csv`, `${columns.join(',')}\n`] as const;
  });
  const city = `${stringify({ id: cityId, name, language })}${NUMBERS}`;
  return { 'city.yaml': city, ...Object.fromEntries(headers) };
}
