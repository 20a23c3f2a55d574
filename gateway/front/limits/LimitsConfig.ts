import { isIP } from 'node:net';

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

/** How the environment is read: a variable that is empty counts as not set. */
interface Variables {
  readonly text: (name: string) => string | undefined;
  readonly integer: (name: string, fallback: number, min: number, max: number, what: string) => number;
  readonly flag: (name: string, fallback: boolean) => boolean;
  /** Is told each variable that is wrong. */
  readonly report: (problem: string) => void;
}

export function parseLimits({ text, integer, flag, report }: Variables): LimitsConfig {
  const list = (name: string, what: string, isValid: (item: string) => boolean): readonly string[] => {
    const items = (text(name) ?? '').split(/[\s,]+/).filter((item) => item !== '');
    for (const item of items) if (!isValid(item)) report(`${name} must be a list of ${what}, but got "${item}".`);
    return items;
  };
  return {
    // The demo is for whoever started it.
    requestsPerMinute: integer(
      'HANSE_REQUESTS_PER_MINUTE',
      text('HANSE_NETWORK') === undefined ? 0 : 1_200,
      0,
      1_000_000,
      'a number of requests',
    ),
    sharedCount: parseSharedCount(text, report),
    trustedProxies: list('HANSE_TRUSTED_PROXIES', 'addresses or networks such as 10.0.0.0/8', isNetwork),
    corsOrigins: list('HANSE_CORS_ORIGINS', 'origins such as https://dashboard.example.org', isOrigin),
    introspection: flag('HANSE_INTROSPECTION', true),
    maxDepth: integer('HANSE_MAX_DEPTH', 20, 1, 1_000, 'a number of levels'),
    maxAliases: integer('HANSE_MAX_ALIASES', 100, 0, 10_000, 'a number of aliases'),
  };
}

/** What is wrong is not told in the words of the variables, for both hold secrets. */
function parseSharedCount(text: Variables['text'], report: Variables['report']): SharedCountConfig | undefined {
  const url = text('HANSE_RATE_LIMIT_REDIS');
  if (url === undefined) return undefined;
  if (!isRedis(url)) {
    report(
      'HANSE_RATE_LIMIT_REDIS must be an address such as redis://localhost:6379 or rediss://user:password@host/0.',
    );
  }
  const secret = text('HANSE_PSEUDONYM_SECRET') ?? '';
  if (secret.length < MIN_SECRET_LENGTH) {
    report(
      `HANSE_PSEUDONYM_SECRET must have ${MIN_SECRET_LENGTH} characters or more when HANSE_RATE_LIMIT_REDIS is set, ` +
        `but has ${secret.length}.`,
    );
  }
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
