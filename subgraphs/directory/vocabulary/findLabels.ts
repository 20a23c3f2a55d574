import type { Label, Lexicon, Term } from './Lexicon';
import { findSameWords } from './findSameWords';
import type { QuestionWord } from './QuestionWord';

/** A label of which at least one word stands in the question. */
export interface Finding {
  readonly label: Label;
  /** Which words of the question stand for words of the label: positions, ascending. */
  readonly positions: readonly number[];
  /** How many of the label's words do not stand in the question. */
  readonly missing: number;
  /** How many of the label's words stand in the question as guesses only. */
  readonly guesses: number;
  /** How many of the label's words stand in the question by synonyms only. */
  readonly synonyms: number;
  /** Whether all of the label's words that stand in the question stand there as they are. */
  readonly isLiteral: boolean;
  /** Whether a word of the label stands in the question only by another that says the same: `youth` for "young people". */
  readonly isReworded: boolean;
  /** What the label's words that stand in the question say, as a share of what all say: the rarer a word is among labels, the more. */
  readonly share: number;
}

/** A word of a label is there when parts of it are that have so many of its letters. */
const LEAST_SHARE_OF_A_WORD = 0.75;

/** Where the question has a word of labels. */
interface Place {
  readonly position: number;
  readonly as: QuestionWord['as'] | 'WITHIN' | 'SYNONYM' | 'SAME';
  /** Of the letters of the label's word. */
  readonly share: number;
  /** What the label must have as well: of `youth` only the word `people` stands for nothing. */
  readonly beside?: readonly ReadonlySet<Term>[];
}

/**
 * The labels that have a word of the question. Those with a word by a synonym only if they have all their words in the question
 * and another one not by a synonym: `Kindertagesstätten Personal` is "Kita-Personal". So do words that say the same in whatever
 * label: `jobless teenagers` is "jobless young people"; see `findSameWords`.
 */
export function findLabels(words: readonly QuestionWord[], lexicon: Lexicon): readonly Finding[] {
  const placesOf = new Map<Term, Place[]>();
  const add = (term: Term, place: Place) => {
    const places = placesOf.get(term);
    if (places === undefined) placesOf.set(term, [place]);
    else places.push(place);
  };
  const labels = new Set<Label>();
  for (const [position, { terms, within, synonyms, as }] of words.entries()) {
    for (const term of terms) add(term, { position, as, share: 1 });
    for (const [term, share] of within) if (!terms.has(term)) add(term, { position, as: 'WITHIN', share });
    for (const term of [...terms, ...within.keys()]) for (const label of term.labels) labels.add(label);
    for (const term of synonyms) if (!terms.has(term)) add(term, { position, as: 'SYNONYM', share: 1 });
  }
  const reworded = new Map<Term, Place[]>();
  for (const { positions, terms } of findSameWords(words, lexicon)) {
    const beside = terms.length > 1 ? { beside: terms } : {};
    for (const term of terms.flatMap((ofWord) => [...ofWord])) {
      const places = positions.map((position) => ({ position, as: 'SAME' as const, share: 1, ...beside }));
      if (!placesOf.has(term)) reworded.set(term, [...(reworded.get(term) ?? []), ...places]);
    }
  }
  const rewordedPlacesOf = new Map([...placesOf, ...reworded]);
  return [...labels].flatMap((label) => {
    const own = find(label, placesOf, words, lexicon);
    const isFound = own.synonyms === 0 || (own.missing === 0 && own.positions.length > own.synonyms);
    const found = isFound ? [own] : [];
    if (own.missing === 0 || !label.terms.every((term) => rewordedPlacesOf.has(term))) return found;
    const other = find(label, rewordedPlacesOf, words, lexicon);
    const isSaid = other.missing === 0 && own.positions.length > own.synonyms && other.positions.length > 1;
    return isSaid ? [other, ...found] : found;
  });
}

/** A part that comes again is no further part: `test test` is no `Sprachtest`. */
function shareOf(parts: readonly Place[], words: readonly QuestionWord[]): number {
  const byWord = new Map(parts.map(({ position, share }) => [words[position]?.folded, share]));
  return [...byWord.values()].reduce((sum, share) => sum + share, 0);
}

function find(
  label: Label,
  placesOf: ReadonlyMap<Term, readonly Place[]>,
  words: readonly QuestionWord[],
  lexicon: Lexicon,
): Finding {
  const positions = new Set<number>();
  let [missing, guesses, synonyms, said, saidByAll] = [0, 0, 0, 0, 0];
  let isLiteral = true;
  let isReworded = false;
  for (const term of label.terms) {
    const rarity = lexicon.rarityOf(term);
    saidByAll += rarity;
    const places = placesOf.get(term)?.filter(({ beside }) => beside === undefined || hasAll(label, beside)) ?? [];
    if (places.length === 0) {
      missing++;
      continue;
    }
    const whole = places.filter(({ share, as }) => share === 1 && as !== 'SYNONYM' && as !== 'SAME');
    const parts = places.filter(({ share }) => share < 1);
    const share = whole.length > 0 ? 1 : shareOf(parts, words);
    const isThere = share >= LEAST_SHARE_OF_A_WORD;
    const isSynonym = !isThere && places.length > parts.length;
    const used = whole.length > 0 ? whole : isSynonym ? places : parts;
    for (const { position } of used) positions.add(position);
    if (!isThere && !isSynonym) missing++;
    if (isSynonym) synonyms++;
    if (used.some(({ as }) => as === 'SAME')) isReworded = true;
    if (used.length > 0 && used.every(({ as }) => as === 'GUESS')) guesses++;
    if (used.length > 0 && !used.some(({ as }) => as === 'WORD')) isLiteral = false;
    said += rarity * (isSynonym ? 1 : Math.min(1, share));
  }
  const ascending = [...positions].sort((a, b) => a - b);
  return { label, positions: ascending, missing, guesses, synonyms, isLiteral, isReworded, share: said / saidByAll };
}

function hasAll({ terms }: Label, words: readonly ReadonlySet<Term>[]): boolean {
  return words.every((same) => terms.some((term) => same.has(term)));
}
