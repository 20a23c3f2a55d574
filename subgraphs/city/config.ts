import { isCityId } from '../contract/ids';
import { parseTrust } from './auth/parseTrust';
import type { Trust } from './auth/Trust';
import { refuseSharedPort } from '../serving/refuseSharedPort';
import { EnvironmentReader, flag, longEnough, textThat, wholeNumber } from '../serving/EnvironmentReader';
import type { Environment } from '../serving/EnvironmentReader';
import { readRelayConfig } from '../serving/relay/RelayConfig';
import type { RelayConfig } from '../serving/relay/RelayConfig';
import { readSealSecrets } from '../serving/Seal';
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
  /** Where it takes the hub's calls from, beside its port. Left out: from nowhere. */
  readonly relay?: RelayConfig | undefined;
  /** What seals cursors, a new one first and maybe an old one. Left out or null: a secret of this process. */
  readonly cursorKeys?: readonly string[] | null;
  /** The smallest count of staff with a value that strangers are told in facets. Left out: 1. */
  readonly minCount?: number;
  /** Whether hits bring the records that they name, where they are asked to. Left out: true. */
  readonly recordsWithHits?: boolean;
  /** Among how many matches a search orders, pages and counts. Left out: as many as the contract has. No setting: only tests have others. */
  readonly mostMatches?: number | undefined;
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

/** Reads how a city is served. Throws CityConfigError with every problem at once. */
export function parseCityConfig(env: Environment): CityConfig {
  const variables = new EnvironmentReader(env);
  const config = {
    ...readDatabase(variables),
    ...readAddress(variables),
    trust: parseTrust(env, variables.problems),
    relay: readRelayConfig(variables, {
      url: 'CITY_NATS_URL',
      credentials: 'CITY_NATS_CREDENTIALS',
      tls: { ca: 'CITY_NATS_TLS_CA', cert: 'CITY_NATS_TLS_CERT', key: 'CITY_NATS_TLS_KEY' },
    }),
    cursorKeys: readSealSecrets(variables, 'CITY_CURSOR_KEYS'),
    minCount: variables.read('CITY_MIN_COUNT', wholeNumber('a number of persons,', 1, 999), 1, { refusesEmpty: true }),
    recordsWithHits: variables.read('CITY_RECORDS_WITH_HITS', flag, true),
    disclosureDays: variables.read('CITY_DISCLOSURE_DAYS', wholeNumber('a number of days,', 1, 9_999), 365, {
      refusesEmpty: true,
    }),
    operations: parseOperations(env, variables.problems),
  };
  refuseSharedPort(variables, config, config.operations.metrics);
  if (config.relay !== undefined && config.trust.kind === 'unsigned') {
    variables.report(
      'CITY_ALLOW_UNSIGNED must not be true where CITY_NATS_URL is set: whoever runs the relay could ask this city anything.',
    );
  }
  refuseProblems(variables.problems);
  return config;
}

/** Where to listen. */
export function readAddress(variables: EnvironmentReader): Pick<CityConfig, 'host' | 'port'> {
  return {
    host: variables.read('HOST', address, '127.0.0.1', { refusesEmpty: true }),
    port: variables.read('PORT', wholeNumber('a port number,', 0, 65_535), 4001, { refusesEmpty: true }),
  };
}

const address = textThat('be an address to listen on, such as 0.0.0.0', (text) => text.trim() !== '');

/** At least what 128 random bits make in hexadecimal digits. */
const SHORTEST_ERASURE_KEY = 32;
const erasureKeyShape = textThat(
  `have at least ${SHORTEST_ERASURE_KEY} characters, as those of "openssl rand -hex 32"`,
  longEnough(SHORTEST_ERASURE_KEY),
);

/**
 * Reads CITY_ID, DATABASE_URL, CITY_ERASED_FILE, MIGRATION_DATABASE_URL and CITY_ERASURE_KEY alone, for work on the
 * database. Throws CityConfigError with every problem at once.
 */
export function parseCityDatabase(env: Environment): OperatorConfig {
  const variables = new EnvironmentReader(env);
  const { cityId, databaseUrl, erasedFile } = readDatabase(variables);
  const ownerUrl = variables.text('MIGRATION_DATABASE_URL') ?? databaseUrl;
  if (!isPostgresUrl(ownerUrl)) {
    if (ownerUrl !== databaseUrl) {
      variables.report('MIGRATION_DATABASE_URL must be a URL such as DATABASE_URL, but got something else.');
    }
  } else if (isPostgresUrl(databaseUrl) && new URL(ownerUrl).pathname !== new URL(databaseUrl).pathname) {
    variables.report('MIGRATION_DATABASE_URL must be of the database of DATABASE_URL, but names another.');
  }
  const erasureKey = variables.read('CITY_ERASURE_KEY', erasureKeyShape, null, {
    but: ({ length }) => `got ${length}`,
  });
  refuseProblems(variables.problems);
  const [role, owner] = [userOf(databaseUrl), userOf(ownerUrl)];
  return { cityId, databaseUrl: ownerUrl, erasedFile, runtimeRole: role === owner ? null : role, erasureKey };
}

/** Null when the URL leaves it to the operating system. */
function userOf(databaseUrl: string): string | null {
  const { username } = new URL(databaseUrl);
  return username === '' ? null : decodeURIComponent(username);
}

function readDatabase(variables: EnvironmentReader): CityDatabase {
  return {
    cityId: variables.read('CITY_ID', textThat("be the city's slug, such as gera", isCityId), '', {
      missing: 'got nothing',
    }),
    databaseUrl: variables.read(
      'DATABASE_URL',
      textThat('be a URL such as postgres://user:password@host:5432/database', isPostgresUrl),
      '',
      // What was got may contain a password.
      { missing: 'got nothing', but: () => 'got something else' },
    ),
    erasedFile: variables.text('CITY_ERASED_FILE') ?? null,
  };
}

/** @throws CityConfigError when there are any */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new CityConfigError(problems);
  }
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}
