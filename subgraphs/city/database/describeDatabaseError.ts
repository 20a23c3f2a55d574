import { codeOf } from '../errors';

/** In which settings the address of the database stands. */
const SETTINGS = 'DATABASE_URL, or MIGRATION_DATABASE_URL for what its owner does';

/** What to look at, by what the system or PostgreSQL calls the error (its manual, Appendix A). */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: `PostgreSQL does not run there, or the address is wrong in ${SETTINGS}.`,
  ENOTFOUND: `Nobody knows a host of that name: it is wrong in ${SETTINGS}, or this machine cannot look it up.`,
  EAI_AGAIN: 'This machine cannot look up names at the moment.',
  ENOENT: `There is no such socket: PostgreSQL does not run, or the path is wrong in ${SETTINGS}.`,
  EACCES: 'This user may not open that socket.',
  ETIMEDOUT: `Nothing answers there: a firewall may be between, or the address is wrong in ${SETTINGS}.`,
  EHOSTUNREACH: `No way leads there: a firewall may be between, or the address is wrong in ${SETTINGS}.`,
  ENETUNREACH: `No way leads there: a firewall may be between, or the address is wrong in ${SETTINGS}.`,
  '28P01': `The password is not that of the role, or there is no such role: see ${SETTINGS}.`,
  '28000': `PostgreSQL lets that role in from here under no rule of its pg_hba.conf, or there is no such role: see ${SETTINGS}.`,
  '3D000': `There is no such database: the name is wrong in ${SETTINGS}, or database.sql was not run yet.`,
  '42501': `That role may not connect to the database: see ${SETTINGS}.`,
  '53300':
    "All connections are in use: the sum of DATABASE_POOL_SIZE over all servers has to stay below PostgreSQL's max_connections.",
};

/**
 * Why the database could not be connected to, in words for whoever wrote its address. Undefined for what says enough by itself, such as a
 * server that starts or ends.
 *
 * @param databaseUrl its password is never repeated
 */
export function describeConnectError(error: unknown, databaseUrl: string): string | undefined {
  // Node gives an AggregateError, mostly without a message, where every address of a host refuses.
  const cause: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  const advice = ADVICE[codeOf(cause)];
  if (advice === undefined || !(cause instanceof Error) || !URL.canParse(databaseUrl)) return undefined;
  const { username, host, pathname, searchParams } = new URL(databaseUrl);
  const as = username === '' ? '' : ` as ${decodeURIComponent(username)}`;
  return `The database ${pathname.slice(1)} at ${host || (searchParams.get('host') ?? 'this machine')}${as} cannot be connected to (${cause.message}). ${advice}`;
}

/** What PostgreSQL says to a role that may not change what it is to change. */
const NOT_PERMITTED = /^permission denied for |^must be owner of /;

/**
 * What to do where the role that serves was to do what only the owner may, as a command without `owner.env` has it. Undefined for any other
 * error.
 */
export function describeMissingOwner(
  message: string,
  { MIGRATION_DATABASE_URL = '' }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (MIGRATION_DATABASE_URL !== '' || !NOT_PERMITTED.test(message.replace(/^.*nothing was changed: /, '')))
    return undefined;
  return `${message}. MIGRATION_DATABASE_URL is not set, so this was tried as the role that serves: give the owner's settings as well (--env-file owner.env).`;
}
