import type { TlsFiles } from '../../serving/tls/TlsFiles';

/** The cities that know each other and the groups they form, as the operator of the hub wrote them down. */
export interface Network {
  readonly name: string;
  /** By id, in the order of the file. */
  readonly cities: ReadonlyMap<string, City>;
  /** By id, in the order of the file. */
  readonly alliances: ReadonlyMap<string, Alliance>;
}

export interface City {
  /** The slug. */
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Code of the local administrative unit (Eurostat LAU); text, since some begin with zeros. */
  readonly lauCode?: string;
  readonly population?: number;
  /** Degrees, WGS 84. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** In which the city works: BCP 47 tags in their canonical form. Empty when not known. */
  readonly languages: readonly string[];
  /**
   * Where the city's subgraph answers: an address of the web, or `nats:<slug>` for a city that dials out. A city without
   * one is listed, not connected; a suspended city has none.
   */
  readonly url?: string;
  /** The public nkeys by which the relay knows the servers of a city that dials out; several while one takes another's place. */
  readonly relayKeys?: readonly string[];
  /** Each call to the city bears a token of its own, which is bound to the call's body. */
  readonly bind?: 'body';
  /** How connections to its address are made, where that is not as to all others. */
  readonly connection?: CityConnection;
  /** The operator took the city out for a while: it keeps its entry, and its server, if it hosts one, is asked nothing. */
  readonly suspended?: Suspension;
  /** Where the figures come from. */
  readonly source?: string;
  readonly allianceIds: readonly string[];
}

export interface CityConnection {
  /** In place of HANSE_CITIES_PUBLIC_ONLY. */
  readonly publicOnly?: boolean;
  /** Paths that are not absolute begin at the folder of the network's file. */
  readonly tls?: TlsFiles;
}

interface Suspension {
  /** For everybody to read. */
  readonly reason?: string;
  /** Where the city's subgraph is to be asked again one day. */
  readonly url?: string;
}

export interface Alliance {
  /** `alliance:<slug>` */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
  readonly cityIds: readonly string[];
}

/** A city is connected when its entry says where its server is; whether that can be used is the city's status. */
export function isConnected({ url }: City): boolean {
  return url !== undefined;
}
