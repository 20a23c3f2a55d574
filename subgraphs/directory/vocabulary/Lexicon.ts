import { editDistance } from './editDistance';
import { spellings } from './foldText';
import { stemWord } from './stemWord';
import { typosAllowed } from './typosAllowed';

/** A word of a label in the label's language. */
export interface Term {
  readonly lang: string;
  readonly spellings: readonly string[];
}

/** The words of all labels, against which the words of a question are read. */
export class Lexicon {
  readonly #terms = new Map<string, Term>();
  readonly #termsByStem = new Map<string, Term[]>();
  readonly #langs = new Set<string>();

  /** The same object for the same word of the same language. */
  add(word: string, lang: string): Term {
    const key = `${lang} ${word.toLowerCase()}`;
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const term: Term = { lang, spellings: spellings(word) };
    this.#terms.set(key, term);
    this.#langs.add(lang);
    for (const stem of stemsOf(term.spellings, lang)) {
      const sharing = this.#termsByStem.get(stem) ?? [];
      sharing.push(term);
      this.#termsByStem.set(stem, sharing);
    }
    return term;
  }

  /** The terms, in whatever language, of which this word is a form: those with the same stem. */
  formsOf(word: string): readonly Term[] {
    const spelled = spellings(word);
    return [...this.#langs]
      .flatMap((lang) => stemsOf(spelled, lang))
      .flatMap((stem) => this.#termsByStem.get(stem) ?? []);
  }

  /** The terms, in whatever language, for which this word may be a slip of the finger. */
  typosOf(word: string): readonly Term[] {
    const spelled = spellings(word);
    return [...this.#terms.values()].filter((term) =>
      term.spellings.some((one) => spelled.some((other) => isTypoOf(one, other))),
    );
  }
}

function stemsOf(spelled: readonly string[], lang: string): readonly string[] {
  return [...new Set(spelled.map((word) => `${lang} ${stemWord(word, lang)}`))];
}

/** Rather too strict than too lenient: what is no typo is still searched for as text, but a name taken for a topic is lost. */
function isTypoOf(one: string, other: string): boolean {
  const allowed = Math.min(typosAllowed(one), typosAllowed(other));
  // The first letter is seldom wrong, and without this Binder would be Kinder.
  if (allowed === 0 || one[0] !== other[0]) return false;
  // Endings are for the stemmer; in a short word, another one makes another word: Schulz is not Schule.
  if (allowed === 1 && one.at(-1) !== other.at(-1)) return false;
  return editDistance(one, other, allowed) <= allowed;
}
