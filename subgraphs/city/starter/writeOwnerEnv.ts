import type { StarterOptions, StarterSecrets } from './StarterOptions';
import { databaseNames } from './StarterOptions';

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
