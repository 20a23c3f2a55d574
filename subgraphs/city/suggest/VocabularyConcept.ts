/** A label with its language, a BCP 47 tag in lower case; empty where the language is not known. */
export interface Label {
  readonly lang: string;
  readonly text: string;
}

/** A concept of the network's vocabulary, as far as topics are compared with it. */
export interface VocabularyConcept {
  /** `concept:<slug>` */
  readonly id: string;
  /** The preferred ones before the others; at least one. */
  readonly labels: readonly Label[];
}
