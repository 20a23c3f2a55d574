import { isIP } from 'node:net';
import { flag, longEnough, tellLength, textThat, wholeNumber } from '../../../subgraphs/serving/EnvironmentReader';
import type { EnvironmentReader } from '../../../subgraphs/serving/EnvironmentReader';

/** What clients of the hub may ask, and from where. */
export interface LimitsConfig {
  /** Points of one viewer, or of one address where nobody signed in, in a minute: see `COSTS`. 0 sets no limit. */
  readonly requestsPerMinute: number;
  /** Where the hubs of a network count requests together. Undefined has each hub count for itself. */
  readonly sharedCount: SharedCountConfig | undefined;
  /**
   * Addresses or networks of the proxies before the hub, which are believed where a request came from
   * (`X-Forwarded-For`). Without any, a request comes from where its connection does.
   */
  readonly trustedProxies: readonly string[];
  /** Origins whose pages may ask in a browser (CORS). */
  readonly corsOrigins: readonly string[];
  /** Whether clients may ask for the schema. The explorer lives on it. */
  readonly introspection: boolean;
  /** How deep fields may be nested, and how many aliases an operation may have. */
  readonly maxDepth: number;
  readonly maxAliases: number;
}

export interface SharedCountConfig {
  /** Of a Redis server: `redis:`, or `rediss:` over TLS. It may hold a password, and is not for a log. */
  readonly url: string;
  /** The hubs' own, under which Redis is told of an address. */
  readonly secret: string;
}

/** For a server that is not reached from outside. */
export const NO_LIMITS: LimitsConfig = {
  requestsPerMinute: 0,
  sharedCount: undefined,
  trustedProxies: [],
  corsOrigins: [],
  introspection: true,
  maxDepth: Infinity,
  maxAliases: Infinity,
};

const MIN_SECRET_LENGTH = 32;

export function readLimits(environment: EnvironmentReader): LimitsConfig {
  const list = (name: string, what: string, isValid: (item: string) => boolean): readonly string[] => {
    const items = (environment.text(name) ?? '').split(/[\s,]+/).filter((item) => item !== '');
    for (const item of items) {
      if (!isValid(item)) environment.report(`${name} must be a list of ${what}, but got "${item}".`);
    }
    return items;
  };
  return {
    requestsPerMinute: environment.read(
      'HANSE_REQUESTS_PER_MINUTE',
      wholeNumber('a number of requests from', 0, 1_000_000),
      // The demo is for whoever started it.
      environment.text('HANSE_NETWORK') === undefined ? 0 : 1_200,
    ),
    sharedCount: readSharedCount(environment),
    trustedProxies: list('HANSE_TRUSTED_PROXIES', 'addresses or networks such as 10.0.0.0/8', isNetwork),
    corsOrigins: list('HANSE_CORS_ORIGINS', 'origins such as https://dashboard.example.org', isOrigin),
    introspection: environment.read('HANSE_INTROSPECTION', flag, true),
    maxDepth: environment.read('HANSE_MAX_DEPTH', wholeNumber('a number of levels from', 1, 1_000), 20),
    maxAliases: environment.read('HANSE_MAX_ALIASES', wholeNumber('a number of aliases from', 0, 10_000), 100),
  };
}

/** What is wrong is not told in the words of the variables, for both hold secrets. */
function readSharedCount(environment: EnvironmentReader): SharedCountConfig | undefined {
  const url = environment.text('HANSE_RATE_LIMIT_REDIS');
  if (url === undefined) return undefined;
  if (!isRedis(url)) {
    environment.report(
      'HANSE_RATE_LIMIT_REDIS must be an address such as redis://localhost:6379 or rediss://user:password@host/0.',
    );
  }
  const message = `have ${MIN_SECRET_LENGTH} characters or more when HANSE_RATE_LIMIT_REDIS is set`;
  const shape = textThat(message, longEnough(MIN_SECRET_LENGTH));
  const secret = environment.read('HANSE_PSEUDONYM_SECRET', shape, '', { missing: 'has 0', but: tellLength });
  return { url, secret };
}

/** The rest of an address would set options of the client. */
function isRedis(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(address);
  return /^rediss?:$/.test(protocol) && hostname !== '' && /^(\/\d{0,3})?$/.test(pathname) && search + hash === '';
}

function isNetwork(item: string): boolean {
  const [address = '', bits, ...rest] = item.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isOrigin(item: string): boolean {
  return URL.canParse(item) && new URL(item).origin === item;
}
