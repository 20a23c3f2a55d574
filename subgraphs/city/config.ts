/** How a city's server runs. */
export interface CityConfig {
  /** The city's slug, such as `gera`. */
  readonly cityId: string;
  /** `postgres://...`, with the password in it: never to be logged. */
  readonly databaseUrl: string;
  /** The address to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** The environment does not make a configuration. The message has a line for each problem. */
export class CityConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'CityConfigError';
  }
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** They stand for the hub's own things in ids. */
const RESERVED: readonly string[] = ['concept', 'alliance', 'hub'];

/** Reads CITY_ID, DATABASE_URL, HOST and PORT. Throws CityConfigError with every problem at once. */
export function parseCityConfig(env: Readonly<Record<string, string | undefined>>): CityConfig {
  const problems: string[] = [];
  const cityId = env.CITY_ID ?? '';
  if (!SLUG.test(cityId) || RESERVED.includes(cityId)) {
    problems.push(`CITY_ID must be the city's slug, such as gera, but got ${quote(env.CITY_ID)}.`);
  }
  const databaseUrl = env.DATABASE_URL ?? '';
  if (!isPostgresUrl(databaseUrl)) {
    // What was got may contain a password.
    const got = databaseUrl === '' ? 'nothing' : 'something else';
    problems.push(`DATABASE_URL must be a URL such as postgres://user:password@host:5432/database, but got ${got}.`);
  }
  const host = env.HOST ?? '127.0.0.1';
  if (host.trim() === '') {
    problems.push(`HOST must be an address to listen on, such as 0.0.0.0, but got ${quote(host)}.`);
  }
  const port = Number(env.PORT ?? '4001');
  if (!/^\d{1,5}$/.test(env.PORT ?? '4001') || port > 65_535) {
    problems.push(`PORT must be a port number, 0 to 65535, but got ${quote(env.PORT)}.`);
  }
  if (problems.length > 0) {
    throw new CityConfigError(problems);
  }
  return { cityId, databaseUrl, host, port };
}

function quote(value: string | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}
