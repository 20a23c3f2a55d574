/** A label's groups of three letters, each once: PostgreSQL's `show_trgm`. */
export type Trigrams = readonly string[];

/** Labels that may be alike, each by its place in its list. */
export interface Candidate {
  readonly topic: number;
  readonly concept: number;
}

/** Labels with less in common are not looked at closely. */
const LEAST_IN_COMMON = 0.1;
/** PostgreSQL computes in single precision. */
const ROUNDING = 1e-6;

/**
 * Finds what is worth being compared closely. How many trigrams two labels share is counted through an index of those of
 * the concepts, so that labels which share none cost nothing; from that number alone follows how alike they are as a
 * whole, and how well the one can stand in the other at best.
 *
 * @returns every pair whose confidence, as `findSuggestions` computes it, may be `leastConfidence` or more
 */
export function findCandidates(
  topics: readonly Trigrams[],
  concepts: readonly Trigrams[],
  leastConfidence: number,
): readonly Candidate[] {
  const holders = indexTrigrams(concepts);
  return topics.flatMap((trigrams, topic) =>
    [...countShared(trigrams, holders)].flatMap(([concept, shared]) => {
      const size = concepts[concept]?.length ?? 0;
      return mayBeAlike(shared, trigrams.length, size, leastConfidence) ? [{ topic, concept }] : [];
    }),
  );
}

/** How many of these trigrams each label has that has any. */
function countShared(trigrams: Trigrams, holders: ReadonlyMap<string, readonly number[]>): ReadonlyMap<number, number> {
  const shared = new Map<number, number>();
  for (const trigram of trigrams) {
    for (const label of holders.get(trigram) ?? []) shared.set(label, (shared.get(label) ?? 0) + 1);
  }
  return shared;
}

/** In which labels each trigram stands. */
function indexTrigrams(labels: readonly Trigrams[]): ReadonlyMap<string, readonly number[]> {
  const holders = new Map<string, number[]>();
  for (const [label, trigrams] of labels.entries()) {
    for (const trigram of trigrams) {
      const known = holders.get(trigram);
      if (known) known.push(label);
      else holders.set(trigram, [label]);
    }
  }
  return holders;
}

/** Confidence is the mean of both; what stands in a label can share no more with another than the whole of it. */
function mayBeAlike(shared: number, topic: number, concept: number, leastConfidence: number): boolean {
  const asWholes = shared / (topic + concept - shared);
  const within = shared / Math.min(topic, concept);
  return asWholes >= LEAST_IN_COMMON && (asWholes + within) / 2 >= leastConfidence - ROUNDING;
}
