import type { NamedConcept } from './Aspect';
import type { Concept } from './Concept';

/** What a question in words was taken to mean. */
export interface Reading {
  /** The concepts that it names, or has in common, best first. None when it names none. */
  readonly understood: readonly Understood[];
  /**
   * The ids of the concepts that each of its subjects can mean, before what they have in common is looked for; in the order of
   * the question. Those of its `parts` stand behind the concept that they are parts of.
   */
  readonly aspects: readonly (readonly Concept['id'][])[];
  /**
   * Where the question names a concept by several words: the ids of the concepts that each of the subjects can mean that these
   * name one by one. What has all of these is about it, too. Else none.
   */
  readonly parts: readonly (readonly Concept['id'][])[];
  /** Where it names nothing else, by several words: the part that says most of it. What has this alone is found behind all else. Else none. */
  readonly main: readonly Concept['id'][];
  /** Words that no label knows, in order: names and the like. Without stop words, question words, titles and words that ask for a way to somebody. */
  readonly unread: readonly string[];
  /** Those of them that are names of persons as far as one can tell, each in one piece: `Sandra Wanzar`. */
  readonly names: readonly string[];
  /** Words that labels have and that are too vague to mean one of them, in order: `Stadt`. */
  readonly vague: readonly string[];
  /** How those words stood in the question that have signs within: `Freund*innen`, of `Freundinnen`. */
  readonly asTyped: ReadonlyMap<string, string>;
}

/** A concept that a question names, or has in common. */
export interface Understood extends Omit<NamedConcept, 'words'> {
  /** The words of the question as typed that named it: `Gesundheit von Wohnungslosen`. */
  readonly text: string;
}
