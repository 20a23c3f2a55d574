export interface SearchableCity {
  /** The city's slug. */
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** False for a city that is listed without a server: it can neither be asked nor own a record. */
  readonly connected: boolean;
  /** It has a server, of which the operator of the network wants nothing asked for a while; it is not connected then. */
  readonly suspended?: boolean;
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

/** A network with the names by which people call its cities and alliances. */
export interface NamedNetwork extends SearchableNetwork {
  /** Takes the places out of a question in words. */
  readPlaces(question: string): PlaceReading;
}

/** The places that a question names, and the question without them. */
export interface PlaceReading {
  /** In the order of the question. */
  readonly mentions: readonly PlaceMention[];
  /** Names of municipalities and regions that the network does not have, as typed. */
  readonly unknown: readonly string[];
  /** Names that more cities have than can be meant, and what is not meant alone, as typed. */
  readonly vague: readonly string[];
  /** What is left to be read. */
  readonly rest: string;
}

export interface PlaceMention {
  /** As typed; where it is left out, with the words that say so. */
  readonly text: string;
  /** At least one, any of which is meant, or none where it is left out. */
  readonly places: readonly NamedPlace[];
  /** Whether the question leaves these out. */
  readonly isExcluded: boolean;
}

/** A city or an alliance of the network, or a country that it has cities in. */
export interface NamedPlace {
  readonly kind: 'CITY' | 'ALLIANCE' | 'COUNTRY';
  /** A slug, `alliance:<slug>`, or a code of ISO 3166-1. */
  readonly id: string;
  /** As the network calls it, a country in English. */
  readonly name: string;
}

/** What search needs of the shared vocabulary. Ids are `concept:<slug>`. */
export interface SearchVocabulary {
  has(id: string): boolean;
  /** Of all its concepts. */
  ids(): readonly string[];
  /** All narrower concepts, transitively, without the concept itself. */
  narrower(id: string): readonly string[];
  /** Those one step below a concept, then those two steps below it, and so on; each where it is nearest. */
  narrowerByStep(id: string): readonly (readonly string[])[];
  /** Those right above a concept, and those that are related to it. */
  near(id: string): readonly string[];
  /** What a question in words was taken to mean. */
  read(text: string): Reading;
  /** The concepts that words may be about which name none, the nearest first: a guess. */
  nearest(words: readonly string[], first: number): readonly string[];
}

/** What a question in words was taken to mean. */
export interface Reading {
  /** The concepts that it names, or has in common, best first. Empty when it names none. */
  readonly understood: readonly Understood[];
  /** The concepts that each of its subjects can mean, before what they have in common is looked for; in its order. Parts stand behind what they are parts of. */
  readonly aspects: readonly (readonly string[])[];
  /** Where it names a concept by several words: those that each of these parts can mean. What has all parts is about it, too. Else none. */
  readonly parts: readonly (readonly string[])[];
  /** Where it names nothing else: those that the part can mean which says most of it. What has this alone comes last. Left out, none. */
  readonly main?: readonly string[];
  /** Words that no label knows, in its order: names and the like. */
  readonly unread: readonly string[];
  /** Those of them that are names of persons as far as one can tell, each in one piece. */
  readonly names: readonly string[];
  /** Words that labels have and that are too vague to mean one of them, in its order. */
  readonly vague: readonly string[];
  /** How those words stood in the text that have signs within: `Freund*innen`, of `Freundinnen`. Left out, none has. */
  readonly asTyped?: ReadonlyMap<string, string>;
}

/** A concept that a text names, or has in common. */
export interface Understood {
  readonly id: string;
  /**
   * By which it was recognised; its preferred label where it is what others have in common and the text does not name it. `lang` is
   * empty for a label without a language.
   */
  readonly label: { readonly lang: string; readonly text: string };
  /** The words of the text as typed that named it. */
  readonly text: string;
  /** The concepts that the text named, where this is what they have in common. */
  readonly meets?: readonly string[];
}

/**
 * The form in which cursors of cities are given to clients: sealed, since nobody can know what a city writes into them. Of
 * one city they are not taken for another.
 */
export interface CityCursors {
  close(cursor: string, cityId: string): string;
  /** Undefined for anything that no hub of the network has closed for this city. */
  open(closed: string, cityId: string): string | undefined;
}
