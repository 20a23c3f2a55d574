import type { StarterOptions, StarterSecrets } from './StarterOptions';
import { databaseNames } from './StarterOptions';

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
