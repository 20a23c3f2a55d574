import { isCityId } from '../contract/ids';
import { parseTrust } from './auth/parseTrust';
import type { Trust } from './auth/Trust';
import { parseSealSecrets } from '../serving/parseSealSecrets';
import type { Operations } from './operations/Operations';
import { parseOperations } from './operations/parseOperations';

/** Where a city's data is. */
export interface CityDatabase {
  /** The city's slug, such as `gera`. */
  readonly cityId: string;
  /** `postgres://...`, with the password in it: never to be logged. */
  readonly databaseUrl: string;
  /** The path of the marks of erased persons that are kept beside the database; null when they are not. */
  readonly erasedFile?: string | null;
}

/** What those who work on a city's database need to know. Its `databaseUrl` is that of the database's owner. */
export interface OperatorConfig extends CityDatabase {
  /** The role that serves; null when the owner does. */
  readonly runtimeRole: string | null;
  /** The secret behind the marks of erased persons, null when it is not given. */
  readonly erasureKey: string | null;
}

/** How a city's server runs. */
export interface CityConfig extends CityDatabase {
  /** The address to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** By what it knows the hub. */
  readonly trust: Trust;
  /** What seals cursors, a new one first and maybe an old one. Left out or null: a secret of this process. */
  readonly cursorKeys?: readonly string[] | null;
  /** The smallest count of staff with a value that strangers are told in facets. Left out: 1. */
  readonly minCount?: number;
  /** How long the disclosure log is kept. */
  readonly disclosureDays: number;
  /** Left out: that of a server within another program. */
  readonly operations?: Operations;
}

/** The environment does not make a configuration. The message has a line for each problem. */
export class CityConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'CityConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads how a city is served. Throws CityConfigError with every problem at once. */
export function parseCityConfig(env: Environment): CityConfig {
  const problems: string[] = [];
  const database = readDatabase(env, problems);
  const host = env.HOST ?? '127.0.0.1';
  if (host.trim() === '') {
    problems.push(`HOST must be an address to listen on, such as 0.0.0.0, but got ${quote(host)}.`);
  }
  const port = Number(env.PORT ?? '4001');
  if (!/^\d{1,5}$/.test(env.PORT ?? '4001') || port > 65_535) {
    problems.push(`PORT must be a port number, 0 to 65535, but got ${quote(env.PORT)}.`);
  }
  const trust = parseTrust(env, problems);
  const cursorKeys = parseSealSecrets('CITY_CURSOR_KEYS', env.CITY_CURSOR_KEYS, problems);
  const minCount = env.CITY_MIN_COUNT ?? '1';
  if (!/^\d{1,3}$/.test(minCount) || Number(minCount) < 1) {
    problems.push(`CITY_MIN_COUNT must be a number of persons, 1 to 999, but got ${quote(minCount)}.`);
  }
  const days = env.CITY_DISCLOSURE_DAYS ?? '365';
  if (!/^\d{1,4}$/.test(days) || Number(days) < 1) {
    problems.push(`CITY_DISCLOSURE_DAYS must be a number of days, 1 to 9999, but got ${quote(days)}.`);
  }
  const operations = parseOperations(env, problems);
  refuse(problems);
  return {
    ...database,
    host,
    port,
    trust,
    cursorKeys,
    minCount: Number(minCount),
    disclosureDays: Number(days),
    operations,
  };
}

/** At least what 128 random bits make in hexadecimal digits. */
const SHORTEST_ERASURE_KEY = 32;

/**
 * Reads CITY_ID, DATABASE_URL, CITY_ERASED_FILE, MIGRATION_DATABASE_URL and CITY_ERASURE_KEY alone, for work on the
 * database. Throws CityConfigError with every problem at once.
 */
export function parseCityDatabase(env: Environment): OperatorConfig {
  const problems: string[] = [];
  const { cityId, databaseUrl, erasedFile } = readDatabase(env, problems);
  const ownerUrl = unlessEmpty(env.MIGRATION_DATABASE_URL) ?? databaseUrl;
  if (!isPostgresUrl(ownerUrl)) {
    if (ownerUrl !== databaseUrl) {
      problems.push('MIGRATION_DATABASE_URL must be a URL such as DATABASE_URL, but got something else.');
    }
  } else if (isPostgresUrl(databaseUrl) && new URL(ownerUrl).pathname !== new URL(databaseUrl).pathname) {
    problems.push('MIGRATION_DATABASE_URL must be of the database of DATABASE_URL, but names another.');
  }
  const erasureKey = unlessEmpty(env.CITY_ERASURE_KEY) ?? null;
  if (erasureKey !== null && erasureKey.length < SHORTEST_ERASURE_KEY) {
    problems.push(
      `CITY_ERASURE_KEY must have at least ${SHORTEST_ERASURE_KEY} characters, as those of "openssl rand -hex 32", but got ${erasureKey.length}.`,
    );
  }
  refuse(problems);
  const [role, owner] = [userOf(databaseUrl), userOf(ownerUrl)];
  return { cityId, databaseUrl: ownerUrl, erasedFile, runtimeRole: role === owner ? null : role, erasureKey };
}

/** Null when the URL leaves it to the operating system. */
function userOf(databaseUrl: string): string | null {
  const { username } = new URL(databaseUrl);
  return username === '' ? null : decodeURIComponent(username);
}

function unlessEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function readDatabase(env: Environment, problems: string[]): CityDatabase {
  const cityId = env.CITY_ID ?? '';
  if (!isCityId(cityId)) {
    problems.push(`CITY_ID must be the city's slug, such as gera, but got ${quote(env.CITY_ID)}.`);
  }
  const databaseUrl = env.DATABASE_URL ?? '';
  if (!isPostgresUrl(databaseUrl)) {
    // What was got may contain a password.
    const got = databaseUrl === '' ? 'nothing' : 'something else';
    problems.push(`DATABASE_URL must be a URL such as postgres://user:password@host:5432/database, but got ${got}.`);
  }
  return { cityId, databaseUrl, erasedFile: unlessEmpty(env.CITY_ERASED_FILE) ?? null };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new CityConfigError(problems);
  }
}

function quote(value: string | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}
