export interface SearchableCity {
  /** The city's slug. */
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** False for a city that is listed without a server: it can neither be asked nor own a record. */
  readonly connected: boolean;
  /** `alliance:<slug>` */
  readonly allianceIds: readonly string[];
}

/** What search needs to know of the network. */
export interface SearchableNetwork {
  readonly cities: ReadonlyMap<string, SearchableCity>;
  /** By `alliance:<slug>`. */
  readonly alliances: ReadonlyMap<string, unknown>;
}
