/** What search needs of the shared vocabulary. Ids are `concept:<slug>`. */
export interface SearchVocabulary {
  has(id: string): boolean;
  /** All narrower concepts, transitively, without the concept itself. */
  narrower(id: string): readonly string[];
  /** The concepts that a question in words names, best first. Empty when it names none. */
  understand(text: string): readonly { readonly id: string }[];
}
