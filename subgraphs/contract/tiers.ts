// Hits stand in tiers: those that have more of a question's aspects, and of the words that are to lift, come first, and only
// within a tier the score counts. So hub and cities come to one order, and a page can end anywhere in it.

/** Aspects of one question, and words that are to lift: each costs a city some work. */
export const MAX_ASPECTS = 5;
export const MAX_LIFT = 5;
/** Characters of one such word. */
export const MAX_LIFT_LENGTH = 100;

/** What a word is that can lift. */
export const ONE_WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u;

/** That of all hits of a city on contract 1.0, which cannot tell aspects apart: a hit has at least one. */
export const TIER_OF_FIRST_CONTRACT = 1;
