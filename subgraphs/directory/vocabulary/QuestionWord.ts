import { primaryLanguageOf } from '../../contract/languages';
import type { CompoundIndex } from './createCompoundIndex';
import { isSameWord, termsOfSameWord } from './samePhrases';
import { foldText, readings, splitWords } from './foldText';
import { labelsBy, withoutSome } from './Lexicon';
import type { Lexicon, Term } from './Lexicon';
import { splitCompound } from './splitCompound';
import { editDistance } from './TypoIndex';
import {
  isFillerWord,
  isKindWordOfAnyLanguage,
  isListWordOfAnyLanguage,
  isStopWordOfAnyLanguage,
  isSurname,
} from './wordLists';

/** A word of a question, or a part of one that is a compound. */
export interface QuestionWord {
  /** The position of the word as typed; the parts of a compound share it. */
  readonly at: number;
  readonly folded: string;
  /** Whether a sign that lists things stands before it. */
  readonly followsSign: boolean;
  /** The words of labels that it stands for. */
  readonly terms: ReadonlySet<Term>;
  /** The words of labels of which it is a part, as `ouderen` is of `ouderenhuisvesting`, with its share of their letters. */
  readonly within: ReadonlyMap<Term, number>;
  /** Words that are a label for themselves, as this one is, of the same concept: `Kita` for `Kindertagesstätte`. */
  readonly synonyms: ReadonlySet<Term>;
  /** How it stands for its terms: as it is; as a part of a compound; perhaps, as a typo or in a compound with unknown parts. */
  readonly as: 'WORD' | 'PART' | 'GUESS';
  /** The last part of a compound, which says what it is. */
  readonly isHead: boolean;
  /** Whether it is written small where a noun has a capital in German, or behind `zu`: no noun of a label with more words. */
  readonly isVerb: boolean;
  /** Whether it may be a frequent family name. */
  readonly isSurname: boolean;
  /** Whether it asks how much something is so, as in `how tall is she`: no subject, but for what else a label has it. */
  readonly isMeasure: boolean;
  /** Whether it is a town that is asked, as in `which city`. */
  readonly isAsked: boolean;
  /** A label need not have it: it says nothing, or no more than the kind of a thing at the end of a compound. */
  readonly isOptional: boolean;
}

const NO_TERMS: ReadonlyMap<Term, number> = new Map();
/** What stands between things that are listed. */
const LIST_SIGNS = /[,;/&+]/;

/** Within a word: `Müller-Lüdenscheid`. */
const JOINING_HYPHEN = /(?<=[\p{L}\p{N}\p{M}])[-‐‑](?=[\p{L}\p{N}])/u;

/** Between a word and the ending that takes in all genders, or around it: `Bürger*innen`, `Mitarbeiter/-innen`, `Schüler(innen)beförderung`. */
const GENDER_SIGN =
  /(?<=\p{L}{2})(?:[*:_·•](?=\p{Ll})|\/-?(?=in(?:nen)?(?!\p{L}))|\((?=in(?:nen)?\)))|(?<=\p{L}{2}\(in(?:nen)?)\)/gu;
/** Stands for such a sign while a question is taken apart: a mark that is never seen, and part of a word. */
const SIGN_HERE = '\u034f';
/** A number of one or two digits or a letter, which stand in a label beside what it is about; and the zeros of an amount. */
const SAYS_NOTHING_ALONE = /^(?:\p{L}|\d{1,2}|\d?0+)$/u;

/** A word of a question. */
export interface TypedWord {
  /** Without the signs of an ending that takes in all genders. */
  readonly word: string;
  readonly asTyped: string;
  /** Whether a sign that lists things stands before it. */
  readonly followsSign: boolean;
  /** Whether a hyphen joins it to the word before. */
  readonly isJoined: boolean;
  /** Whether it stands between two words as in a search box: `Kita OR Hort`. */
  readonly isOperator: boolean;
}

export function splitQuestion(question: string): readonly TypedWord[] {
  const signs: string[] = [];
  const marked = question.replaceAll(SIGN_HERE, '').replace(GENDER_SIGN, (sign) => {
    signs.push(sign);
    return SIGN_HERE;
  });
  const words = marked.split(LIST_SIGNS).flatMap((item, number) =>
    item.split(JOINING_HYPHEN).flatMap((text, join) =>
      splitWords(text).map((word, index) => ({
        word: word.replaceAll(SIGN_HERE, ''),
        asTyped: word.replaceAll(SIGN_HERE, () => signs.shift() ?? ''),
        followsSign: number > 0 && join === 0 && index === 0,
        isJoined: join > 0 && index === 0,
      })),
    ),
  );
  const isOperator = words.map((_, at) => isOperatorAt(at, words));
  return words.map((word, at) => ({
    ...word,
    followsSign: word.followsSign || isOperator[at - 1] === true,
    isOperator: isOperator[at] === true,
  }));
}

/** Whether a word that lists things is written in capitals between two that say something: in `instemming van de OR` it is none. */
function isOperatorAt(at: number, words: readonly Pick<TypedWord, 'word'>[]): boolean {
  const saysSomething = (word: string | undefined) => word !== undefined && !isStopWordOfAnyLanguage(foldText(word));
  const word = words[at]?.word ?? '';
  const [before, behind] = [words[at - 1]?.word, words[at + 1]?.word];
  return (
    /^\p{Lu}{2,}$/u.test(word) &&
    isListWordOfAnyLanguage(foldText(word)) &&
    saysSomething(before) &&
    saysSomething(behind)
  );
}

/** With what a word is read. */
export interface WordReading {
  readonly lexicon: Lexicon;
  readonly compounds: CompoundIndex;
  /** Whether it is taken for a typo when no label has it. */
  readonly mayBeTypo: boolean;
  /** Whether it can be the name of a person. */
  readonly mayBeName: boolean;
  readonly isVerb: boolean;
  /** Whether it asks how much something is so. */
  readonly isMeasure: boolean;
  /** Whether it is a town that is asked. */
  readonly isAsked: boolean;
  /** Whether all of the question is in capitals. */
  readonly isShouted: boolean;
}

/** One word, or for a compound its parts. None for an operator. */
export function readWord(
  { word, followsSign, isOperator }: TypedWord,
  at: number,
  { lexicon, compounds, mayBeTypo, mayBeName, isVerb, isMeasure, isAsked, isShouted }: WordReading,
): readonly QuestionWord[] {
  if (isOperator) return [];
  const folded = foldText(word);
  const isStopWord = isStopWordOfAnyLanguage(folded) && (isShouted || !isAbbreviation(word, folded, lexicon));
  const saysNothing =
    isStopWord || isMeasure || isAsked || (isFillerWord(folded) && !isGermanNoun(word, folded, lexicon));
  const words = [...readings(word), ...withoutFemaleEnding(word), ...otherNumberOf(word)];
  const read = (
    terms: readonly Term[],
    as: QuestionWord['as'],
    isOptional = saysNothing,
    isHead = false,
  ): QuestionWord => ({
    ...{ at, folded, followsSign, as, isOptional, isHead, isVerb, isMeasure, isAsked },
    isSurname: mayBeName && isSurname(folded),
    terms: new Set(terms),
    within: isOptional || as === 'GUESS' ? NO_TERMS : compounds.withPart(as === 'PART' ? spellingsOf(terms) : words),
    synonyms: isOptional || as === 'GUESS' ? new Set() : synonymsOf(terms, lexicon),
  });
  if (mayBeName && isSurname(folded)) {
    return [{ ...read([], 'GUESS'), terms: new Set(lexicon.exactly(folded)), as: 'WORD' }];
  }
  const known = lexicon.formsOf(words);
  // In Dutch `over` is the stem of "overheid", and asks for no government.
  const own = isStopWord ? known.filter((term) => words.includes(term.folded)) : known;
  const forms = own.length > 0 || saysNothing ? own : termsOfSameWord(words, lexicon);
  // A word that is known is no typo of another: Beratung is not Bewertung, and who is not how.
  if (forms.length > 0 || saysNothing || words.some(isSameWord)) return [read(forms, 'WORD')];
  const nouns = /^\p{Ll}/u.test(word) ? lexicon.nounsOf(words) : [];
  if (nouns.length > 0) return [read(nouns, 'WORD')];
  const compound = splitCompound(words, lexicon);
  if (compound?.isComplete) {
    return compound.parts.map((part, index) =>
      read(part.terms, 'PART', part.isHead, index === compound.parts.length - 1),
    );
  }
  const near = mayBeTypo ? lexicon.typosOf(words) : [];
  // A known part says more than two typos: Straßenbäume are about roads, and no Straßenbau.
  const typos =
    compound === undefined
      ? near
      : near.filter((term) => words.some((word) => editDistance(word, term.folded, 1) <= 1));
  if (typos.length > 0 || compound === undefined) {
    const guess = read(typos, 'GUESS');
    const within = typos.length > 0 ? NO_TERMS : compounds.withPart(words);
    return [within.size > 0 ? { ...guess, within, as: 'WORD' } : guess];
  }
  return compound.parts.map(({ terms, isHead }) => read(terms, 'GUESS', isHead));
}

/** As labels have it within a compound: `Schülerinnenbeförderung` as `Schülerbeförderung`. */
function withoutFemaleEnding(word: string): readonly string[] {
  const [, person, thing] = /^(\p{L}{3,})innen(\p{L}{4,})$/iu.exec(word) ?? [];
  return person === undefined || thing === undefined ? [] : readings(person + thing);
}

/** One or several of what an abbreviation stands for, as it ends in English and German: `TPOs` and `NGO`. */
function otherNumberOf(word: string): readonly string[] {
  const [, abbreviation, plural] = /^(\p{Lu}{2,})(s?)$/u.exec(word) ?? [];
  if (abbreviation === undefined) return [];
  return readings(plural === 's' ? abbreviation : `${abbreviation}s`);
}

/** Whether a capital makes a word the label that it is: `Sucht` is addiction, and `sucht` is "looks for". */
function isGermanNoun(word: string, folded: string, lexicon: Lexicon): boolean {
  const isLabel = ({ lang, labels }: Term) =>
    primaryLanguageOf(lang) === 'de' && labels.some((label) => label.words.length === 1);
  return /^\p{Lu}/u.test(word) && lexicon.exactly(folded).some(isLabel);
}

/** Whether two capitals make a word the label that it is: `IT` is information technology, `BuT` a benefit, `it` and `But` are nothing. */
function isAbbreviation(word: string, folded: string, lexicon: Lexicon): boolean {
  if (!/^\p{Lu}.*\p{Lu}/u.test(word)) return false;
  return lexicon.exactly(folded).some(({ labels }) => labels.some(({ text }) => text === word));
}

function spellingsOf(terms: readonly Term[]): readonly string[] {
  return [...new Set(terms.map(({ folded }) => folded))];
}

/**
 * The other words that are a label of the same concept in the same language. Not of one that has several things in its preferred label:
 * children are no families, though both are labels of `Children, youth and families`.
 */
function synonymsOf(terms: readonly Term[], lexicon: Lexicon): ReadonlySet<Term> {
  const langs = new Set(terms.map(({ lang }) => lang));
  const concepts = new Set(terms.flatMap(labelsBy).map(({ conceptId }) => conceptId));
  const synonyms = [...concepts]
    .map((id) => lexicon.labelsOf(id))
    .filter((labels) => labels.every((label) => !label.preferred || label.terms.length === 1))
    .flatMap((labels) => labels.flatMap((label) => (label.terms.length === 1 ? label.terms : [])));
  return new Set(synonyms.filter(({ lang }) => langs.has(lang)));
}

/** Positions of the words that a label must have: all when the question has no others than those that may be left out. */
export function contentOf(words: readonly QuestionWord[]): readonly number[] {
  return withoutSome([...words.keys()], (position) => words[position]?.isOptional === true);
}

/** Whether a word does not make a label a mentioned one: it may be left out, is a family name, or no more than a letter or a small number. */
export function isEmpty(word: QuestionWord | undefined): boolean {
  return word === undefined || word.isOptional || word.isSurname || SAYS_NOTHING_ALONE.test(word.folded);
}

/** Whether a word can name a concept of which a label has more words: it says something, and not only of what kind a thing is. */
export function isTelling(word: QuestionWord | undefined): boolean {
  return word !== undefined && !isEmpty(word) && word.as !== 'GUESS' && !isKindWordOfAnyLanguage(word.folded);
}
