/** How many records a city counts of those that a search goes through; undefined while the hub has no summary of it. */
type RecordsOf = (cityId: string) => number | undefined;

interface SearchWork {
  readonly cityIds: readonly string[];
  readonly recordsOf: RecordsOf;
  /** The same of all records, on whatever concept. */
  readonly allRecordsOf: RecordsOf;
  /** Whether records are looked through for words, which takes longer than finding those of a concept. */
  readonly byWords: boolean;
  /** Whether records are to have one of some languages. */
  readonly byLanguage: boolean;
  readonly wantsFacets: boolean;
  /** Whether what fits worst comes first: of all that has the words, each has to be scored. */
  readonly worstFirst?: boolean;
  /** How many hits a city gives at most. */
  readonly hits: number;
  /** Where there are tiers: how many words a city looks for beside. */
  readonly tiers?: { readonly words: number } | undefined;
  /** How many values a city finds at most for the records that come with its hits. Undefined where none come. */
  readonly valuesOf?: ((cityId: string) => number) | undefined;
}

/** Of a city that has not told how much it has. */
const RECORDS_OF_STRANGERS = 50;
/** Whatever a city says of itself: of what a request may cost, so that a search alone can always be asked, and of a minute. */
const MAX_SEARCH_MS = 200;
const MAX_PAID_MS = 1_000;

/** What the hub does to plan an operation, unless it did before, and to build the answer. */
export function workOfOperation(
  { selections, values }: { readonly selections: number; readonly values: number },
  isPlanned: boolean,
): Work {
  const { planned, selected, value } = COSTS.hub;
  return { hub: selections * (isPlanned ? selected : planned + selected) + values * value, cities: [] };
}

/** A search in some cities. */
export function workOfSearch(asked: SearchWork): Work {
  const { cityIds, recordsOf, allRecordsOf, byWords, byLanguage, wantsFacets, worstFirst, hits, tiers, valuesOf } =
    asked;
  const { search, match, read, facets, aspects, backwards, word, languages, hit, value } = COSTS.city;
  const ofEach = word * (tiers?.words ?? 0) + (byLanguage ? languages : 0);
  const times = (wantsFacets ? facets : 1) * (tiers ? aspects : 1) * (byWords && worstFirst ? backwards : 1);
  return {
    hub: COSTS.hub.search + COSTS.hub.call * cityIds.length,
    tried: COSTS.hub.search,
    cities: cityIds.map((cityId) => {
      const records = recordsOf(cityId) ?? RECORDS_OF_STRANGERS;
      const looking = ofEach === 0 ? 0 : ofEach * (allRecordsOf(cityId) ?? RECORDS_OF_STRANGERS);
      const found = hit * Math.min(hits, records);
      const ms = (search + records * (byWords ? read : match)) * times + looking + found;
      const beside = value * (valuesOf?.(cityId) ?? 0);
      return [cityId, Math.min(MAX_SEARCH_MS, ms) + beside, Math.min(MAX_PAID_MS, ms) + beside];
    }),
  };
}

/** A fetch of records from some cities, each with as many values as may come of it. */
export function workOfFetch(valuesByCity: Iterable<readonly [cityId: string, values: number]>): Work {
  const cities = Array.from(
    valuesByCity,
    ([cityId, values]) => [cityId, COSTS.city.fetch + COSTS.city.value * values] as const,
  );
  return { hub: COSTS.hub.call * cities.length, cities };
}

/** Looking through the cities' counts on some concepts, which asks no city. */
export function workOfCounting(concepts: number, cities: number): Work {
  return { hub: concepts * (COSTS.hub.concept + COSTS.hub.count * cities), cities: [] };
}

/** Adding up what the cities count on each of some concepts, which asks no city. */
export function workOfSums(concepts: readonly { readonly cities: number }[]): Work {
  const { sum, summand } = COSTS.hub;
  return { hub: concepts.reduce((ms, { cities }) => ms + sum + summand * cities, 0), cities: [] };
}

/** Looking up which labels of the vocabulary have words that begin so, which asks no city. */
export function workOfCompleting(words: Iterable<string>): Work {
  let hub = 0;
  // Marks are no letters of their own: without one, a word begins every label.
  for (const word of words) hub += word.replace(/\p{Mark}/gu, '').length < 2 ? COSTS.hub.letter : COSTS.hub.beginning;
  return { hub, cities: [] };
}

/** Finding out what texts mean, by so many characters of them, which asks no city. */
export function workOfReading(characters: number): Work {
  return { hub: characters * COSTS.hub.character, cities: [] };
}

/** Looking up in the cities' counts which of them can match so many questions, which asks no city. */
export function workOfLookingUp(questions: number): Work {
  return { hub: questions * COSTS.hub.search, cities: [] };
}

/** What somebody is about to do for a request, in milliseconds of CPU. */
export interface Work {
  readonly hub: number;
  /** Of these, what the hub did to find out what is to be done: it is paid also when the rest is refused. */
  readonly tried?: number;
  /**
   * Of each city that is asked: what counts against the limit of a request, and what is paid where that is more, since one
   * search is to be possible however much a city has.
   */
  readonly cities: Iterable<readonly [cityId: string, ms: number, paidMs?: number]>;
}

/**
 * What work takes, in milliseconds of CPU, as `npm run bench -- --only abuse` measures it (gateway/README.md, "What a
 * request costs"). Each is what the dearest of its kind takes, so that what is charged bounds what is spent.
 */
export const COSTS = {
  /** Of a point: 1,200 points a minute are a tenth of a core. */
  point: 5,
  hub: {
    /** To plan one field or fragment of a query whose plan is not kept, and to go through it at each request. */
    planned: 0.35,
    selected: 0.01,
    /** To build one value of an answer. */
    value: 0.002,
    /** To choose a question's cities, and to understand it but for its text. */
    search: 0.7,
    /** To find out what a text means, for each of its characters. */
    character: 0.02,
    /** To ask one city once, and to read what it says. */
    call: 0.1,
    /** To look at what is counted on one concept, and at what one city counts on it. */
    concept: 0.02,
    count: 0.0005,
    /** To add up what is counted on one concept, and what one city counts on it. */
    sum: 0.003,
    summand: 0.00015,
    /** To look up what begins a label: a word of one letter, which begins thousands, and any other. */
    letter: 4,
    beginning: 0.3,
  },
  city: {
    /** A search, whatever it finds. */
    search: 8,
    /** Each record that the city counts on the concepts. */
    match: 0.004,
    /** Each record that the city counts, on whatever concept, where it looks for words. */
    read: 0.002,
    /** How many times as much it is when facets are counted too. */
    facets: 2,
    /** The same where it tells aspects apart. */
    aspects: 1.5,
    /** The same where it looks for words, and gives what fits worst first. */
    backwards: 4,
    /** Each record that the city counts, on whatever concept, for each word that lifts: at most, with a word that every record has. */
    word: 0.0003,
    /** Each record that the city counts, on whatever concept, where the filter has languages. */
    languages: 0.00015,
    /** Each hit of a full page, or of all that the city counts: what made its score, told and read. */
    hit: 0.15,
    /** A fetch of records, and each value that may come of it. */
    fetch: 1,
    value: 0.015,
  },
} as const;

/** Whole points for so many milliseconds. */
export function toPoints(ms: number): number {
  return Math.ceil(ms / COSTS.point);
}
