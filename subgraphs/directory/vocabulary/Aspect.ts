import type { Concept, LangString } from './Concept';

/** A concept that a question names, and the label by which it was found. */
export interface Understood {
  readonly id: Concept['id'];
  readonly label: LangString;
  /** What the question named, where this is what it has in common: the concepts' ids. */
  readonly meets?: readonly Concept['id'][];
}

/** One subject of a question: the concepts that its words can mean, best first. */
export interface Aspect {
  readonly concepts: readonly Understood[];
  /** Where the question has its first word. */
  readonly position: number;
  /** True when "and", "or" or a comma stands before it: `Kitas und Schulen` asks for either, not for what both have in common. */
  readonly isListed: boolean;
}
