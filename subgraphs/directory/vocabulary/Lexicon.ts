import type { Concept } from './Concept';
import { foldText, splitWords } from './foldText';
import type { Label, Term } from './Label';
import { primaryLanguage } from './LangString';
import type { LangString } from './LangString';
import { stemWord } from './stemWord';
import { isStopWord } from './stopWords';
import { TypoIndex } from './TypoIndex';
import { withoutSome } from './withoutSome';

/** A term while labels are still being read. */
interface OpenTerm extends Term {
  readonly labels: Label[];
}

/** How many letters the words of a room have in common. */
const BEGINNING = 2;

/** Words that begin alike. */
interface Room {
  readonly terms: Term[];
  /** By language and stem, and by language and word: see `withForm`. Made when it is first asked for. */
  termsByForm?: ReadonlyMap<string, readonly Term[]>;
}

/**
 * All labels, and their words, against which what people type is read. The words are kept in rooms by their first two
 * letters, and those of a room are stemmed when it is first asked for one, or ahead by `prepare`: to stem the words of 10,000
 * concepts takes a second. Hence a form of a word begins with the same two letters, as it does in practice.
 */
export class Lexicon {
  /** In the order of the concepts, the preferred ones of each first. */
  readonly labels: readonly Label[];
  /** Tags of the labels. */
  readonly langs: readonly string[];
  /** Their primary subtags. */
  readonly languages: readonly string[];
  readonly #terms = new Map<string, Map<string, OpenTerm>>();
  readonly #rooms = new Map<string, Room>();
  readonly #typos = new TypoIndex(2);

  constructor(concepts: readonly Concept[]) {
    const labels: Label[] = [];
    for (const { id, prefLabels, altLabels } of concepts) {
      for (const label of prefLabels) labels.push(this.#read(id, label, true));
      for (const label of altLabels) labels.push(this.#read(id, label, false));
    }
    this.labels = labels;
    this.langs = [...this.#terms.keys()];
    this.languages = [...new Set(this.langs.map(primaryLanguage))];
  }

  /** Makes what is otherwise made when it is first asked for, step by step. */
  *prepare(): Iterable<unknown> {
    for (const room of this.#rooms.values()) yield (room.termsByForm ??= groupByForm(room.terms));
    yield* this.#typos.prepare();
  }

  /** The terms, in whatever language, that are this very word. */
  exactly(word: string): readonly Term[] {
    return [...this.#terms.values()].map((terms) => terms.get(word)).filter((term) => term !== undefined);
  }

  /** The terms, in whatever language, of which one of these words is a form: those with the same stem. */
  formsOf(words: readonly string[]): readonly Term[] {
    return this.languages.flatMap((language) => {
      const stems = new Set(words.map((word) => stemWord(word, language)));
      return [...stems].flatMap((stem) => this.withForm(stem, language));
    });
  }

  /** The terms of a language that are this word, or have it as their stem. */
  withForm(form: string, language: string): readonly Term[] {
    const room = this.#rooms.get(form.slice(0, BEGINNING));
    if (room === undefined) return [];
    room.termsByForm ??= groupByForm(room.terms);
    return room.termsByForm.get(`${language} ${form}`) ?? [];
  }

  /** The terms, in whatever language, for which one of these words may be a slip of the finger: the nearest ones. */
  typosOf(words: readonly string[]): readonly Term[] {
    return words.flatMap((word) => this.#typos.near(word)).flatMap((word) => this.exactly(word));
  }

  /** The terms, in whatever language, that begin so. */
  beginningWith(prefix: string): readonly Term[] {
    const beginning = prefix.slice(0, BEGINNING);
    const rooms =
      beginning.length === BEGINNING
        ? [this.#rooms.get(beginning)]
        : [...this.#rooms].filter(([key]) => key.startsWith(beginning)).map(([, room]) => room);
    return rooms.flatMap((room) => room?.terms.filter(({ folded }) => folded.startsWith(prefix)) ?? []);
  }

  #read(conceptId: string, { lang, text }: LangString, preferred: boolean): Label {
    const folded = foldText(text);
    const words = splitWords(folded).map((word) => this.#term(word, lang));
    const terms = withoutSome(words, (term) => isStopWord(term.folded, lang));
    const label: Label = { conceptId, lang, text, preferred, folded, words, terms };
    for (const { labels } of words) {
      // A word that a label has twice comes twice in a row.
      if (labels.at(-1) !== label) labels.push(label);
    }
    return label;
  }

  /** The same object for the same word of the same language. */
  #term(folded: string, lang: string): OpenTerm {
    let ofLang = this.#terms.get(lang);
    if (ofLang === undefined) {
      ofLang = new Map<string, OpenTerm>();
      this.#terms.set(lang, ofLang);
    }
    const known = ofLang.get(folded);
    if (known !== undefined) return known;
    const term: OpenTerm = { lang, folded, labels: [] };
    ofLang.set(folded, term);
    this.#typos.add(folded);
    const beginning = folded.slice(0, BEGINNING);
    const room = this.#rooms.get(beginning);
    if (room === undefined) this.#rooms.set(beginning, { terms: [term] });
    else room.terms.push(term);
    return term;
  }
}

function groupByForm(terms: readonly Term[]): ReadonlyMap<string, readonly Term[]> {
  const byForm = new Map<string, Term[]>();
  for (const term of terms) {
    for (const form of new Set([term.folded, stemWord(term.folded, term.lang)])) {
      const key = `${primaryLanguage(term.lang)} ${form}`;
      const sharing = byForm.get(key);
      if (sharing === undefined) byForm.set(key, [term]);
      else sharing.push(term);
    }
  }
  return byForm;
}
