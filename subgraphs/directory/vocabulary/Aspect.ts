import type { Concept, LangString } from './Concept';

/** A concept that a question names, or has in common. */
export interface NamedConcept {
  readonly id: Concept['id'];
  /** The label by which it was found. For what others have in common and the question does not name, its preferred label. */
  readonly label: LangString;
  /** The words of the question that named it, or those that it is in common: positions, ascending. */
  readonly words: readonly number[];
  /** What the question named, where this is what it has in common: the concepts' ids. */
  readonly meets?: readonly Concept['id'][];
}

/** One subject of a question: the concepts that its words can mean, best first. */
export interface Aspect {
  readonly concepts: readonly NamedConcept[];
  /** Where the question has its first word. */
  readonly position: number;
  /** True when "and", "or" or a comma stands before it: `Kitas und Schulen` asks for either, not for what both have in common. */
  readonly isListed: boolean;
  /** Where words together name its concepts: what each of them names by itself. Else none. */
  readonly parts: readonly Part[];
}

/** What one of the words names that name a subject together: older people, of `loneliness in old age`. */
export interface Part {
  readonly concepts: readonly Concept['id'][];
  /** Where the question has its first word. */
  readonly position: number;
  /** The concepts of the subject that it belongs to the words of. */
  readonly within: readonly Concept['id'][];
}

/** What a word can mean that labels have, but that is none. */
export interface Hint {
  /** Where the question has it. */
  readonly word: number;
  /** The concepts that have it in a label. */
  readonly concepts: ReadonlySet<string>;
  /** False for a part of a compound that only says more of what another part names: `Alter` in `Altersarmut`. */
  readonly isMain: boolean;
  /** For a word that is rare: the label that it names when nothing else decides. */
  readonly names?: LangString & { readonly conceptId: Concept['id'] };
}
