/** What search needs of the shared vocabulary. Ids are `concept:<slug>`. */
export interface SearchVocabulary {
  has(id: string): boolean;
  /** All narrower concepts, transitively, without the concept itself. */
  narrower(id: string): readonly string[];
  /** The concepts that a question in words names, best first. Empty when it names none. */
  understand(text: string): readonly Understood[];
}

/** A concept that a text names. */
export interface Understood {
  readonly id: string;
  /** By which it was recognised; `lang` is empty for a label without a language. */
  readonly label: { readonly lang: string; readonly text: string };
}
