import type { Concept, LangString } from './Concept';
import { foldText, splitWords } from './foldText';
import { primaryLanguageOf } from '../../contract/languages';
import { nounsOf } from './nounsOf';
import { stemWord } from './stemWord';
import { isStopWord } from './wordLists';
import { TypoIndex } from './TypoIndex';

/** A term while labels are still being read. */
interface OpenTerm extends Term {
  readonly labels: Label[];
  isShort: boolean;
}

/** How many letters the words of a bucket have in common. */
const BEGINNING = 2;

/** Words that begin alike. */
interface Bucket {
  readonly terms: Term[];
  /** By language and stem, and by language and word: see `withForm`. Made when it is first asked for. */
  termsByForm?: ReadonlyMap<string, readonly Term[]>;
}

/**
 * All labels, and their words, against which what people type is read. The words are kept in buckets by their first two
 * letters, and those of a bucket are stemmed when it is first asked for one, or ahead by `prepare`: to stem the words of 10,000
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
  readonly #labelsOf = new Map<Concept['id'], readonly Label[]>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #typos = new TypoIndex(2);

  constructor(concepts: readonly Concept[]) {
    const labels: Label[] = [];
    for (const { id, prefLabels, altLabels } of concepts) {
      const own = [
        ...prefLabels.map((label) => this.#read(id, label, true)),
        ...altLabels.map((label) => this.#read(id, label, false)),
      ];
      this.#labelsOf.set(id, own);
      for (const label of own) labels.push(label);
    }
    this.labels = labels;
    this.langs = [...this.#terms.keys()];
    this.languages = [...new Set(this.langs.map(primaryLanguageOf))];
  }

  /** Makes what is otherwise made when it is first asked for, step by step. */
  *prepare(): Iterable<unknown> {
    for (const bucket of this.#buckets.values()) yield (bucket.termsByForm ??= groupByForm(bucket.terms));
    yield* this.#typos.prepare();
  }

  /** The terms, in whatever language, that are this very word. */
  exactly(word: string): readonly Term[] {
    return [...this.#terms.values()].map((terms) => terms.get(word)).filter((term) => term !== undefined);
  }

  /**
   * The terms, in whatever language, of which one of these words is a form: those with the same stem. Where a language has the very
   * word, no other one counts that has not: `women` are no Dutch plural of "Wom". See also `withoutOtherSubjects`.
   */
  formsOf(words: readonly string[]): readonly Term[] {
    const forms = this.languages.map((language) => {
      const stems = new Set(words.map((word) => stemWord(word, language)));
      const forms = [...stems].flatMap((stem) => this.withForm(stem, language));
      const short = words.flatMap((word) => this.withForm(word, language)).filter(({ isShort }) => isShort);
      return [...forms.filter(({ isShort }) => !isShort), ...short];
    });
    const exact = forms.filter((terms) => terms.some(({ folded }) => words.includes(folded)));
    return (exact.length > 0 ? exact : forms).flatMap((terms) => withoutOtherSubjects(terms, words));
  }

  /** The terms, in whatever language, that are a noun of one of these verbs: `beteiligt` is about "Beteiligung". */
  nounsOf(words: readonly string[]): readonly Term[] {
    return this.languages.flatMap((language) => {
      const nouns = new Set(words.flatMap((word) => nounsOf(word, language)));
      return [...nouns].flatMap((noun) => {
        // An ending may change its last letter, and the stem may be another word's: "marina" is no noun of `marinade`.
        const forms = this.withForm(stemWord(noun, language), language);
        return forms.filter(({ folded }) => folded.startsWith(noun.slice(0, -1)));
      });
    });
  }

  /** The terms of a language that are this word, or have it as their stem. */
  withForm(form: string, language: string): readonly Term[] {
    const bucket = this.#buckets.get(form.slice(0, BEGINNING));
    if (bucket === undefined) return [];
    bucket.termsByForm ??= groupByForm(bucket.terms);
    return bucket.termsByForm.get(`${language} ${form}`) ?? [];
  }

  /** The terms, in whatever language, for which one of these words may be a slip of the finger: the nearest ones. */
  typosOf(words: readonly string[]): readonly Term[] {
    return words.flatMap((word) => this.#typos.near(word)).flatMap((word) => this.exactly(word));
  }

  /** All terms of a language, given by its primary subtag. */
  termsIn(language: string): readonly Term[] {
    return [...this.#terms].flatMap(([lang, terms]) =>
      primaryLanguageOf(lang) === language ? [...terms.values()] : [],
    );
  }

  /** The labels of a concept, the preferred ones first. */
  labelsOf(conceptId: Concept['id']): readonly Label[] {
    return this.#labelsOf.get(conceptId) ?? [];
  }

  /** How much a term says of a label that has it: the more, the fewer labels have it. Above 0. */
  rarityOf({ labels }: Term): number {
    return Math.log(1 + this.labels.length / labels.length);
  }

  /** The terms, in whatever language, that begin so. */
  beginningWith(prefix: string): readonly Term[] {
    const beginning = prefix.slice(0, BEGINNING);
    const buckets =
      beginning.length === BEGINNING
        ? [this.#buckets.get(beginning)]
        : [...this.#buckets].filter(([key]) => key.startsWith(beginning)).map(([, bucket]) => bucket);
    return buckets.flatMap((bucket) => bucket?.terms.filter(({ folded }) => folded.startsWith(prefix)) ?? []);
  }

  #read(conceptId: string, { lang, text }: LangString, preferred: boolean): Label {
    const folded = foldText(text);
    const asWritten = splitWords(text);
    const words = splitWords(folded).map((word, at) => this.#term(word, lang, isAbbreviation(asWritten[at] ?? '')));
    // `IT emergency planning` is more than emergency planning.
    const isIdle = words.map(({ folded }, at) => isStopWord(folded, lang) && !isAbbreviation(asWritten[at] ?? ''));
    const terms = withoutSome(words, (_, at) => isIdle[at] === true);
    const label: Label = { conceptId, lang, text, preferred, folded, words, terms };
    for (const { labels } of words) {
      // A word that a label has twice comes twice in a row.
      if (labels.at(-1) !== label) labels.push(label);
    }
    return label;
  }

  /** The same object for the same word of the same language. */
  #term(folded: string, lang: string, isShort: boolean): OpenTerm {
    let ofLang = this.#terms.get(lang);
    if (ofLang === undefined) {
      ofLang = new Map<string, OpenTerm>();
      this.#terms.set(lang, ofLang);
    }
    const known = ofLang.get(folded);
    if (known !== undefined) {
      known.isShort &&= isShort;
      return known;
    }
    const term: OpenTerm = { lang, folded, isShort, labels: [] };
    ofLang.set(folded, term);
    this.#typos.add(folded);
    const beginning = folded.slice(0, BEGINNING);
    const bucket = this.#buckets.get(beginning);
    if (bucket === undefined) this.#buckets.set(beginning, { terms: [term] });
    else bucket.terms.push(term);
    return term;
  }
}

/**
 * Without those that are a label of something else, where one of the words is a label as it stands: `Parks` are green, and no form of
 * `Parken`.
 */
function withoutOtherSubjects(terms: readonly Term[], words: readonly string[]): readonly Term[] {
  const subjectsOf = (term: Term) => labelsBy(term).map(({ conceptId }) => conceptId);
  const isExact = ({ folded }: Term) => words.includes(folded);
  const meant = new Set(terms.filter(isExact).flatMap(subjectsOf));
  if (meant.size === 0) return terms;
  return terms.filter((term) => {
    const subjects = subjectsOf(term);
    return isExact(term) || subjects.length === 0 || subjects.some((id) => meant.has(id));
  });
}

/** Whether a word is written with capitals behind its first letter: `KatS`. */
export function isAbbreviation(word: string): boolean {
  return /^.+\p{Lu}/u.test(word);
}

function groupByForm(terms: readonly Term[]): ReadonlyMap<string, readonly Term[]> {
  const byForm = new Map<string, Term[]>();
  for (const term of terms) {
    for (const form of new Set([term.folded, ...(term.isShort ? [] : [stemWord(term.folded, term.lang)])])) {
      const key = `${primaryLanguageOf(term.lang)} ${form}`;
      const sharing = byForm.get(key);
      if (sharing === undefined) byForm.set(key, [term]);
      else sharing.push(term);
    }
  }
  return byForm;
}

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
  /** Whether it is an abbreviation, wherever it stands. It has no other forms: a `kat` is no `KatS`. */
  readonly isShort: boolean;
  /** The labels in which it stands. */
  readonly labels: readonly Label[];
}

/** The labels that a word is by itself: beside stop words, but not the word that such a one is. */
export function labelsBy(term: Term): readonly Label[] {
  return term.labels.filter(({ terms }) => terms.length === 1 && terms[0] === term);
}

/** Preferred labels first, then the lower id. */
export function byPreference(a: Label, b: Label): number {
  if (a.preferred !== b.preferred) return a.preferred ? -1 : 1;
  return a.conceptId < b.conceptId ? -1 : Number(a.conceptId > b.conceptId);
}

/** The items without those to drop, or all of them when none would be left: the label "IT" has no other words. */
export function withoutSome<T>(items: readonly T[], drop: (item: T, at: number) => boolean): readonly T[] {
  const kept = items.filter((item, at) => !drop(item, at));
  return kept.length > 0 && kept.length < items.length ? kept : items;
}
