// Hits stand in tiers: those that have more of a question's aspects, and of the words that are to lift, come first, and only
// within a tier the score counts. So hub and cities come to one order, and a page can end anywhere in it.

/** Aspects of one question, and words that are to lift: each costs a city some work. */
export const MAX_ASPECTS = 5;
export const MAX_LIFT = 5;
/** Characters of one such word. */
export const MAX_LIFT_LENGTH = 100;

/** What a word is that can lift. */
export const ONE_WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u;

/** In the form of the contract's `ConceptGroup`. */
interface ConceptGroup {
  readonly terms: readonly { readonly concept: string }[];
}

/**
 * The tier of all hits of a city on contract 1.0, which cannot tell aspects apart: of as many as a hit has at least, by whichever of
 * the concepts it was found. That is one, and more where one concept is in several.
 */
export function leastTier(groups: readonly ConceptGroup[], aspects: readonly ConceptGroup[]): number {
  const concepts = new Set(groups.flatMap(({ terms }) => terms.map(({ concept }) => concept)));
  const counts = [...concepts].map(
    (concept) => aspects.filter(({ terms }) => terms.some((term) => term.concept === concept)).length,
  );
  return counts.length === 0 ? 1 : Math.max(1, Math.min(...counts));
}
