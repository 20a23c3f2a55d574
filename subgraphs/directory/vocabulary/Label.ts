import type { LangString } from './LangString';

/** A label of a concept, as it is compared with what people type. */
export interface Label extends LangString {
  readonly conceptId: string;
  readonly preferred: boolean;
  /** The whole text, folded. */
  readonly folded: string;
  /** All its words. */
  readonly words: readonly Term[];
  /** Its words without the stop words of its language, unless it has no others. */
  readonly terms: readonly Term[];
}

/** A word of labels of one language. */
export interface Term {
  readonly lang: string;
  readonly folded: string;
  /** The labels in which it stands. */
  readonly labels: readonly Label[];
}

/** Preferred labels first, then the lower id. */
export function byPreference(a: Label, b: Label): number {
  if (a.preferred !== b.preferred) return a.preferred ? -1 : 1;
  return a.conceptId < b.conceptId ? -1 : Number(a.conceptId > b.conceptId);
}
