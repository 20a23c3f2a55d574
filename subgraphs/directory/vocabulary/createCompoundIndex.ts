import type { Lexicon, Term } from './Lexicon';
import { primaryLanguageOf } from '../../contract/languages';
import { isCompounding } from './isCompounding';
import { partsOf } from './splitCompound';
import { stemWord } from './stemWord';
import { isKindWord } from './wordLists';

/** Finds words of labels by a word of which they are made. */
export interface CompoundIndex {
  /**
   * The terms that begin or end with one of these words, each with the part of its letters that this is: `ouderen` is most of
   * `ouderenhuisvesting`. None for a word that too many have.
   */
  withPart(words: readonly string[]): ReadonlyMap<Term, number>;
  /** Makes what is otherwise made when it is first asked for, step by step. */
  prepare(): Iterable<unknown>;
}

/** Shorter words are found everywhere by chance. */
const FEWEST_LETTERS = 4;
const FEWEST_LETTERS_LEFT = 3;
const FEWEST_LETTERS_OF_AN_UNKNOWN_PART = 5;
/** A word that is a part of more says too little of each. */
const MOST_COMPOUNDS = 60;

/** The terms of a language in two orders, to find what begins and what ends with something. */
interface SortedTerms {
  readonly byBeginning: readonly Entry[];
  readonly byEnd: readonly Entry[];
}

interface Entry {
  readonly key: string;
  readonly term: Term;
}

export function createCompoundIndex(lexicon: Lexicon): CompoundIndex {
  const languages = lexicon.languages.filter(isCompounding);
  const sorted = new Map<string, SortedTerms>();
  const stemsOfParts = new Map<Term, ReadonlySet<string>>();

  const sort = (language: string): SortedTerms => {
    const known = sorted.get(language) ?? sortTerms(lexicon.termsIn(language));
    sorted.set(language, known);
    return known;
  };
  const partStemsOf = (term: Term, language: string): ReadonlySet<string> => {
    const known = stemsOfParts.get(term) ?? new Set(partsOf(term, lexicon).map((part) => stemWord(part, language)));
    stemsOfParts.set(term, known);
    return known;
  };

  // No label is needed that is the word alone, where what is left is known: Hitze-schutz.
  const isBesideKnown = (word: string, { folded, lang }: Term): boolean => {
    if (word.length < FEWEST_LETTERS_OF_AN_UNKNOWN_PART) return false;
    const language = primaryLanguageOf(lang);
    const isKnown = (rest: string) =>
      rest.length >= FEWEST_LETTERS && (isKindWord(rest, language) || lexicon.withForm(rest, language).length > 0);
    return (
      folded.startsWith(word) &&
      ['', 's', 'n', 'en', 'es'].some((link) => {
        const rest = folded.slice(word.length);
        return rest.startsWith(link) && isKnown(rest.slice(link.length));
      })
    );
  };

  return {
    withPart(words) {
      const found = new Map<Term, number>();
      for (const language of languages) {
        const { byBeginning, byEnd } = sort(language);
        for (const stem of new Set(words.map((word) => stemWord(word, language)))) {
          if (stem.length < FEWEST_LETTERS) continue;
          const candidates = [
            ...startingWith(byBeginning, stem),
            ...new Set(words.flatMap((word) => startingWith(byEnd, reverse(word)))),
          ].filter(({ folded }) => folded.length >= stem.length + FEWEST_LETTERS_LEFT);
          if (candidates.length > MOST_COMPOUNDS) continue;
          for (const term of candidates) {
            const isPart = partStemsOf(term, language).has(stem) || words.some((word) => isBesideKnown(word, term));
            if (isPart) found.set(term, stem.length / term.folded.length);
          }
        }
      }
      return found;
    },
    *prepare() {
      for (const language of languages) yield sort(language);
    },
  };
}

function sortTerms(terms: readonly Term[]): SortedTerms {
  const long = terms.filter(({ folded }) => folded.length >= FEWEST_LETTERS + FEWEST_LETTERS_LEFT);
  const by = (keyOf: (word: string) => string) =>
    long.map((term) => ({ key: keyOf(term.folded), term })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { byBeginning: by((word) => word), byEnd: by(reverse) };
}

/** At most one more than are wanted. */
function startingWith(entries: readonly Entry[], prefix: string): readonly Term[] {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.key ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: Term[] = [];
  for (let at = low; found.length <= MOST_COMPOUNDS; at++) {
    const entry = entries[at];
    if (entry === undefined || !entry.key.startsWith(prefix)) break;
    found.push(entry.term);
  }
  return found;
}

function reverse(word: string): string {
  return Array.from(word).reverse().join('');
}
