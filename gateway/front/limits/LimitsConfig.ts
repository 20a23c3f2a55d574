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
