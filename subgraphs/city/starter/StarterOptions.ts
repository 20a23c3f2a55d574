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

/** The names of the city's database and of its two roles. */
export function databaseNames({ cityId }: StarterOptions): {
  readonly database: string;
  readonly owner: string;
  readonly runtime: string;
} {
  // A hyphen in a name has to be quoted wherever somebody types it.
  const database = cityId.replaceAll('-', '_');
  return { database, owner: `${database}_owner`, runtime: `${database}_serve` };
}
