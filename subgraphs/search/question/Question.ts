export interface Term {
  /** `concept:<slug>` */
  readonly concept: string;
  /** How near the concept is to what was asked, 1 to 1000. */
  readonly weight: number;
}

/** Terms of which a record must match at least one. In the form of the contract's `ConceptGroup`. */
export interface Group {
  readonly terms: readonly Term[];
}

/**
 * What a client's question was taken to mean. A record matches when it matches every group and contains every word of
 * the text. There is at least one group or a text.
 */
export interface Question {
  readonly groups: readonly Group[];
  /** Words that name no concept. */
  readonly text: string | null;
  /** Every concept of the groups with its best weight over all of them; those named first, then their narrower ones. */
  readonly weights: ReadonlyMap<string, number>;
}
