export interface SearchableCity {
  /** The city's slug. */
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** False for a city that is listed without a server: it can neither be asked nor own a record. */
  readonly connected: boolean;
  /** `alliance:<slug>` */
  readonly allianceIds: readonly string[];
  /** Inhabitants, where they are known. */
  readonly population?: number;
  /** Degrees, WGS 84, where it is known. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** In which the city works: BCP 47 tags. Empty when not known. */
  readonly languages: readonly string[];
}

/** What search needs to know of the network. One that changes is a new object, so that work on it can be kept by it. */
export interface SearchableNetwork {
  readonly cities: ReadonlyMap<string, SearchableCity>;
  /** By `alliance:<slug>`. */
  readonly alliances: ReadonlyMap<string, unknown>;
}
