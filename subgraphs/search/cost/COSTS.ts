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
    /** To understand a question, and to choose its cities. */
    search: 0.7,
    /** To ask one city once, and to read what it says. */
    call: 0.1,
    /** To look at what is counted on one concept, and at what one city counts on it. */
    concept: 0.02,
    count: 0.0005,
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
    /** A fetch of records, and each value that may come of it. */
    fetch: 1,
    value: 0.013,
  },
} as const;

/** Whole points for so many milliseconds. */
export function toPoints(ms: number): number {
  return Math.ceil(ms / COSTS.point);
}
