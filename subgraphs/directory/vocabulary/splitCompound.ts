import { primaryLanguageOf } from '../../contract/languages';
import { isCompounding } from './isCompounding';
import type { Lexicon, Term } from './Lexicon';
import { stemWord } from './stemWord';
import { isKindWord } from './wordLists';

/** A word that is made of words of the vocabulary. */
export interface Compound {
  readonly parts: readonly CompoundPart[];
  /** Whether nothing of the word is left over but what says the kind of a thing, as `antrag` does. */
  readonly isComplete: boolean;
}

/** A word of the vocabulary in a compound. */
export interface CompoundPart {
  /** The terms of which it is a form. */
  readonly terms: readonly Term[];
  /** It says the kind of a thing, as `plan` does, whether labels have it or not. */
  readonly isHead: boolean;
}

/** What stands between the parts (Arbeit-s-markt, Kind-er-heim), and what the last part may end in. */
const LINKS = ['', 's', 'es', 'n', 'en', 'er', 'e', 'ern', 'in', 'innen'] as const;

/** Nothing shorter is a compound, and nothing longer a word. */
const FEWEST_LETTERS = 7;
const MOST_LETTERS = 60;
/** Shorter parts are found everywhere by chance. */
const FEWEST_LETTERS_OF_A_PART = 4;
/** A stem says less than a word: Park is not Parks. */
const FEWEST_LETTERS_OF_A_STEM = 5;
const FEWEST_LETTERS_OF_A_HEAD = 3;
/** Fewer letters between known parts are rather another word: Straßenbäume are no Straßenbau. */
const FEWEST_LETTERS_LEFT_OVER = 3;
/** With letters left over, the word must begin with as long a part. */
const FEWEST_LETTERS_OF_A_SURE_PART = 7;

/** Shorter ends are those of surnames too: Woll-schläger. */
const FEWEST_LETTERS_OF_A_SURE_END = 9;

interface Piece {
  readonly text: string;
  readonly language: string;
  /** From the beginning of the word. */
  readonly isFirst: boolean;
}

/** One way to read the word up to some letter. */
interface Way {
  readonly cost: number;
  readonly pieces: readonly Piece[];
  /** Letters that belong to no piece and no link. */
  readonly leftOver: number;
  /** Whether such letters are the last ones. */
  readonly endsUnknown: boolean;
}

/**
 * Takes a word apart: `wohnungslosenhilfeplan` is `wohnungslosenhilfe` and `plan`. Of all ways, the one that leaves the
 * fewest letters over counts, then the one with fewer parts, then with fewer letters for links. The word must begin with
 * a word of the vocabulary; when letters are left over, with one of seven letters or more, and at least half must be known.
 * Where there is no such way, the word may end in a long label.
 *
 * @param words folded; readings of one word, of which the best counts
 */
export function splitCompound(words: readonly string[], lexicon: Lexicon): Compound | undefined {
  const languages = lexicon.languages.filter(isCompounding);
  const ways = words
    .filter(({ length }) => length >= FEWEST_LETTERS && length <= MOST_LETTERS)
    .flatMap((word) => languages.map((language) => ({ word, way: readBest(word, language, lexicon) })))
    .filter(({ word, way }) => isCredible(word, way))
    .sort((a, b) => a.way.cost - b.way.cost);
  const best = ways[0]?.way;
  if (best === undefined) return readEnd(words, languages, lexicon);
  const parts = best.pieces.map((piece) => readPart(piece, lexicon)).filter(({ terms }) => terms.length > 0);
  return { parts, isComplete: best.leftOver === 0 };
}

/** What unknown letters go before, when that is a label by itself: `Kurzzeitparkplätze` are Parkplätze. */
function readEnd(words: readonly string[], languages: readonly string[], lexicon: Lexicon): Compound | undefined {
  const isLabel = ({ labels }: Term) => labels.some(({ terms }) => terms.length === 1);
  for (const word of words.filter(({ length }) => length <= MOST_LETTERS)) {
    for (let start = FEWEST_LETTERS_OF_A_PART; start <= word.length - FEWEST_LETTERS_OF_A_SURE_END; start++) {
      for (const language of languages) {
        // The stem of the word ends as that of its last part does, and costs no further one.
        const ends = [word, stemWord(word, language)].map((form) => form.slice(start));
        const terms = ends.flatMap((end) => partTerms(end, language, lexicon));
        if (terms.some(isLabel)) return { parts: [{ terms, isHead: false }], isComplete: true };
      }
    }
  }
  return undefined;
}

/** The folded words of which a term is made, as they stand in it; none when it is no compound of words of the vocabulary. */
export function partsOf({ folded, lang }: Term, lexicon: Lexicon): readonly string[] {
  const language = primaryLanguageOf(lang);
  if (!isCompounding(language) || folded.length < FEWEST_LETTERS || folded.length > MOST_LETTERS) return [];
  const { pieces, leftOver } = readBest(folded, language, lexicon, folded.length - 1);
  return leftOver === 0 && pieces.length > 1 ? pieces.map(({ text }) => text) : [];
}

/** From letter to letter: the best way to each follows from the best ways to those before it. */
function readBest(word: string, language: string, lexicon: Lexicon, longest = word.length): Way {
  const best: (Way | undefined)[] = [{ cost: 0, pieces: [], leftOver: 0, endsUnknown: false }];
  const offer = (end: number, way: Way) => {
    const known = best[end];
    // Of equals the last one offered, which begins with more: Jugendhilfe-planung, not Jugend-hilfeplanung.
    if (known === undefined || way.cost <= known.cost) best[end] = way;
  };
  for (let start = 0; start < word.length; start++) {
    const way = best[start];
    if (way === undefined) continue;
    // The word must begin with a word of the vocabulary.
    if (start > 0) {
      const letters = way.endsUnknown ? 1 : FEWEST_LETTERS_LEFT_OVER;
      const [cost, leftOver] = [way.cost + 1_000 * letters, way.leftOver + letters];
      offer(start + letters, { ...way, cost, leftOver, endsUnknown: true });
    }
    for (let end = start + FEWEST_LETTERS_OF_A_HEAD; end <= Math.min(word.length, start + longest); end++) {
      const piece: Piece = { text: word.slice(start, end), language, isFirst: start === 0 };
      if (!isKnown(piece, lexicon)) continue;
      const pieces = [...way.pieces, piece];
      for (const link of LINKS) {
        if (word.startsWith(link, end)) {
          offer(end + link.length, { ...way, cost: way.cost + 10 + link.length, pieces, endsUnknown: false });
        }
      }
    }
  }
  return best[word.length] ?? { cost: Infinity, pieces: [], leftOver: word.length, endsUnknown: true };
}

function isKnown({ text, language, isFirst }: Piece, lexicon: Lexicon): boolean {
  if (!isFirst && isKindWord(text, language)) return true;
  if (text.length < FEWEST_LETTERS_OF_A_PART) return false;
  const terms = partTerms(text, language, lexicon);
  return text.length < FEWEST_LETTERS_OF_A_STEM ? terms.some(({ folded }) => folded === text) : terms.length > 0;
}

/** Not abbreviations, which no compound ends in: a `Geburtstag` has no `StAG`. */
function partTerms(form: string, language: string, lexicon: Lexicon): readonly Term[] {
  return lexicon.withForm(form, language).filter(({ isShort }) => !isShort);
}

function readPart({ text, language, isFirst }: Piece, lexicon: Lexicon): CompoundPart {
  const terms = [text, stemWord(text, language)].flatMap((form) => partTerms(form, language, lexicon));
  return { terms, isHead: !isFirst && isKindWord(text, language) };
}

function isCredible(word: string, { pieces, leftOver }: Way): boolean {
  const first = pieces[0];
  if (!first?.isFirst) return false;
  if (leftOver === 0) return true;
  return first.text.length >= FEWEST_LETTERS_OF_A_SURE_PART && leftOver * 2 <= word.length;
}
