import { primaryLanguageOf } from '../../contract/languages';
import type { Aspect, Hint, NamedConcept, Part } from './Aspect';
import type { CompoundIndex } from './createCompoundIndex';
import type { WholeLabelIndex } from './createWholeLabelIndex';
import { isCapital } from './findNames';
import { findLabels } from './findLabels';
import type { Finding } from './findLabels';
import { byWording } from './byWording';
import { findMentioned, isVerbOf, standsThere } from './findMentioned';
import type { Mention, Mentions } from './findMentioned';
import { isAboutOtherMatters } from './isAboutOtherMatters';
import { isListedApart } from './isListedApart';
import { isOfAskedTown } from './isOfAskedTown';
import { spokenIn } from './spokenIn';
import { isMentionedByChance } from './isMentionedByChance';
import { findParts } from './findParts';
import { foldText } from './foldText';
import type { Named, PartSources } from './findParts';
import { byPreference, withoutSome } from './Lexicon';
import type { Label, Term } from './Lexicon';
import { contentOf, isEmpty, readWord, splitQuestion } from './QuestionWord';
import type { QuestionWord, TypedWord } from './QuestionWord';
import {
  isAskedTown,
  isBeforeThings,
  isContactWord,
  isDegreeWord,
  isInfinitive,
  isKindWordOfAnyLanguage,
  isListWord,
  isMeasure,
  isNameParticle,
  isStopWord,
  isSurname,
  isTitle,
  languagesOfStopWord,
} from './wordLists';

/** Reads what somebody types. */
export type QuestionReader = (question: string) => ReadQuestion;

/** A question taken apart. */
export interface ReadQuestion {
  /** Its words. */
  readonly typed: readonly string[];
  /** The same with the signs that they have within, which are not read: `Bürger*innen`. */
  readonly asTyped: readonly string[];
  /** Positions of those that a hyphen joins to the one before. */
  readonly joined: ReadonlySet<number>;
  /** Its subjects, best first, with at most 5 concepts in all; none when it names no concept. Words are positions in `typed`. */
  readonly aspects: readonly Aspect[];
  /** What the words can mean that are too vague to name one concept: see `narrowAspects`. */
  readonly hints: readonly Hint[];
  /** Whether it is about what no municipality has to do with, so that nothing is to be read into it. */
  readonly isElsewhere: boolean;
  /** Positions of the words that labels have, without those that say nothing and titles. */
  readonly known: readonly number[];
  /** Positions of the other words, without those that say nothing and titles. */
  readonly unknown: readonly number[];
}

const MOST_CONCEPTS = 5;
/** `BestattG`, `GemO`: capitals without and with small letters, the last one for Gesetz or Ordnung. */
const ABBREVIATED_LAW = /^\p{Lu}(?=\p{L}*\p{Ll})\p{L}*[GO]$/u;
/** What goes beyond is not read: longer than any question, and it bounds the work for a text that is none. */
const MOST_CHARACTERS = 500;
/** Words that no label has are taken for typos up to so many; a text with more is no question. */
const MOST_TYPOS = 8;
/** A word in labels of more concepts, none of which it names, is too vague to mean any of them: `Stadt`. */
const MOST_CONCEPTS_OF_A_WORD = 6;
/** Of so many words, the only one that says something must name a label more plainly: `mijn computer start niet op` asks for no courses. */
const FEWEST_WORDS_OF_A_SENTENCE = 3;
const MOST_CONCEPTS_OF_A_WORD_IN_A_SENTENCE = 2;
const LEAST_SHARE_IN_A_SENTENCE = 1 / 2;
/** How much of a label, in letters, a question must name that leaves words out. */
const LEAST_SHARE_OF_A_LABEL = 1 / 3;
/**
 * Reads questions in words, in any language of the labels, mixed too. The labels are the preferred and the alternative
 * ones. Words are compared without case, accents and endings (the stem in the label's language); stop words do not
 * count. A word that no label has is taken apart as a compound, else taken for a typo: see `splitCompound` and
 * `TypoIndex`. A part that is known goes before two typos. The first of these steps that finds something decides:
 *
 * 1. **Same**: labels that are the question but for case, accents, spaces and hyphens: `kita personal` is "Kita-Personal".
 * 2. **Equal**: labels that are the question, word by word: `housing action plans` is "Housing action plan".
 * 3. **Contained**: labels that contain every word of the question, in any order: `Aktionsplan Wohnungslosigkeit` is
 *    "Aktionsplan für Menschen in Wohnungslosigkeit". Where some have no further words, only those count. Labels with
 *    fewer further words come first. One with further words must be named by a third of its letters and by more than
 *    one word for the kind of a thing (`plan`), and counts only if no more than six concepts have such labels.
 * 4. **Misspelt**: labels that are the question but for one typo, be it in a space; not for a single word that labels have.
 * 5. **Contained in other words**: as step 3, where parts of compounds, in the question and in labels (`ouderen` in
 *    `ouderenhuisvesting`), synonyms (`Kita` for `Kindertagesstätte`, `teenagers` for `young people`) and guesses count too. Those with fewer guesses come first,
 *    and a label with further words needs a word that is no guess.
 * 6. **Mentioned**: labels of which every word stands in the question, in any order, or several words that say most of it (the
 *    rarer a word is among labels, the more it says). The longest win: a label is dropped when a longer one covers all its words and
 *    more. Those with more words come first, then those with fewer guesses, then those whose words stand together, then those named
 *    earlier in the question. Beside words that labels have, a guess counts only in a language of theirs: `gewinnen` is no typo of
 *    the Dutch "gezinnen" in a German question; and beside any words a typo counts only in a long word, and alone there. Labels that each have a word of the question to themselves are aspects of it:
 *    see `meetAspects`. The labels of the other steps are one aspect. Other words of labels are hints: see `narrowAspects`.
 *
 * Words of what no municipality has to do with drop what is mentioned beside them and not named plainly: see `isAboutOtherMatters`. So
 * does much that no label has beside a word in another form: see `isMentionedByChance`.
 *
 * Words with which people ask (`Wir suchen jemanden, der`) need not be in a label and name none: see `isFillerWord`. Nothing is found
 * otherwise, so that the names of persons stay free text; frequent ones are known: see `isSurname`. Towns that are asked, as in `which
 * city`, are no word of a label: see `isOfAskedTown`. Ties go to the label that has the words as they stand there, see `byWording`, then
 * to preferred labels, then to the lower id.
 */
export function createQuestionReader(parts: QuestionReaderParts): QuestionReader {
  const { lexicon, wholes } = parts;
  return (question) => {
    const typed = splitQuestion(question.slice(0, MOST_CHARACTERS));
    const plain = typed.map(({ word }) => word);
    const folded = plain.map(foldText);
    const isShouted = plain.length > 1 && !plain.some((word) => /\p{Ll}/u.test(word));
    const isSmall = !plain.some((word) => isCapital(word));
    const asRead: QuestionWord[] = [];
    let typos = 0;
    for (const [at, word] of typed.entries()) {
      const isVerb = !isCapital(word.word) && (!isSmall || isInfinitive(folded[at - 1] ?? ''));
      const before = folded[at - 1] ?? '';
      const mayBeName = !isBeforeThings(before);
      const isMeasured = isDegreeWord(before) && isMeasure(folded[at] ?? '');
      const mayBeTypo = typos < MOST_TYPOS;
      const isAsked = isAskedTown(folded, at);
      const kind = { isVerb, isMeasure: isMeasured, isAsked, isShouted };
      const read = readWord(word, at, { ...parts, mayBeTypo, mayBeName, ...kind });
      typos += read.some(({ as, isOptional }) => as === 'GUESS' && !isOptional) ? 1 : 0;
      asRead.push(...read);
    }
    const named = withoutNames(withoutForeignTypos(asRead), typed);
    const words = withoutUnknownLaws(named, typed);
    const findings = findLabels(words, lexicon).filter(
      (finding) => !isListedApart(finding, words) && !isOfAskedTown(finding, words),
    );
    const { mentions, hints } = findMentions(plain, words, findings);
    const isElsewhere =
      isAboutOtherMatters(words, mentions, lexicon) || isMentionedByChance(words, mentions, plain, lexicon);
    const joined = new Set(typed.flatMap(({ isJoined }, at) => (isJoined ? [at] : [])));
    const read = {
      typed: plain,
      asTyped: typed.map(({ asTyped }) => asTyped),
      joined,
      isElsewhere,
      ...sortWords(named),
    };
    if (isElsewhere) return { ...read, aspects: [], hints: [] };
    return { ...read, aspects: toAspects(mentions, words, (named) => findParts(named, findings, words, parts)), hints };
  };

  /** What the first step finds that finds something. */
  function findMentions(
    asTyped: readonly string[],
    words: readonly QuestionWord[],
    findings: readonly Finding[],
  ): Mentions {
    const literal = findings.filter(({ isLiteral }) => isLiteral);
    const steps: readonly (() => readonly Label[])[] = [
      () => wholes.same(asTyped),
      () => findEqual(findings, words),
      () => findContained(literal, words, parts),
      () => (mayBeMisspelt(words) ? wholes.near(asTyped) : []),
      () => findContained(findings, words, parts),
    ];
    for (const step of steps) {
      const labels = step();
      const positions = contentOf(words);
      if (labels.length > 0) return { mentions: labels.map((label) => ({ label, positions })), hints: [] };
    }
    return findMentioned(findings, words);
  }
}

/** Nobody has a slip of the finger in another language than he asks in: `Habe ich Fieber` is about no "fiber". */
function withoutForeignTypos(words: readonly QuestionWord[]): readonly QuestionWord[] {
  const spoken = spokenIn(words);
  if (spoken === undefined) return words;
  return words.map((word) => {
    if (word.as !== 'GUESS') return word;
    return { ...word, terms: new Set([...word.terms].filter(({ lang }) => primaryLanguageOf(lang) === spoken)) };
  });
}

/**
 * Neither a title nor a name is in a label: `Frau Niewiedzial` asks for no women, `Christoph Keller` for no Christopher Street Day, and
 * `Pieter van Dijk` for no dikes.
 */
function withoutNames(words: readonly QuestionWord[], asTyped: readonly TypedWord[]): readonly QuestionWord[] {
  const typed = asTyped.map(({ word }) => word);
  const isKnown = (word: QuestionWord) => word.as !== 'GUESS' && word.terms.size > 0;
  const isStrange = (word: QuestionWord | undefined) => word !== undefined && !word.isOptional && !isKnown(word);
  // A form of a word that is no label, as `Christoph` is of `Christopher`, or one that is a first name in labels: "Helene-Weber-Preis".
  const isFirstName = (term: Term) => term.labels.every((label) => isSurname(behindIn(label, term)?.folded ?? ''));
  const isOnlyPart = ({ terms, folded }: QuestionWord) =>
    [...terms].every(
      (term) => (term.folded !== folded || isFirstName(term)) && term.labels.every((label) => label.terms.length > 1),
    );
  // In English and Dutch a capital stands before a name alone, unless everything has one: `urban renewal Market Drayton`.
  const isOfSmallNouns = words.some(
    ({ at, folded, terms, isOptional }) =>
      !isOptional &&
      /^\p{Ll}/u.test(typed[at] ?? '') &&
      [...terms].some((term) => term.folded === folded && !isGerman(term)),
  );
  const isStrangeAt = (at: number) => isCapital(typed[at]) && words.some((word) => word.at === at && isStrange(word));
  // A first name and a family name are a whole one: `Sandra Wanzar Erasmus projects`.
  const isBesideStrange = ({ at }: QuestionWord) =>
    [-1, 1].some((side) => isStrangeAt(at + side) && !isStrangeAt(at + 2 * side));
  const isName = (word: QuestionWord | undefined) => isStrange(word) || isSurname(word?.folded ?? '');
  const isTitleAt = (at: number) => isTitle(words[at]?.folded ?? '') && isName(words[behindParticles(words, at)]);
  const isNamed = words.map((word, at) => {
    if (isNameParticle(word.folded)) return false;
    if (!isCapital(typed[word.at])) return isTitleAt(beforeParticles(words, at));
    const behind = words[behindParticles(words, at)];
    if ((isStrange(word) || isOnlyPart(word)) && isSurname(behind?.folded ?? '')) return true;
    const before = beforeParticles(words, at);
    if (isTitleAt(before)) return true;
    // In German `von` stands before any noun, and each has a capital.
    const particle = words[before + 1]?.folded ?? '';
    const isForeign = before + 1 < at && !languagesOfStopWord(particle).includes('de');
    if (isForeign && isStrange(words[before]) && isCapital(typed[words[before]?.at ?? -1])) return true;
    return isOfSmallNouns && word.at > 0 && isBesideStrange(word);
  });
  // Of a name with a hyphen either half may be a label: `Frau Timmermans-Wald`.
  for (const [at, word] of words.entries()) {
    const half = words[at - 1];
    if (half === undefined || half.at === word.at || asTyped[word.at]?.isJoined !== true) continue;
    if (!isCapital(typed[half.at]) || !isCapital(typed[word.at]) || !(isName(half) || isName(word))) continue;
    const isOfTitle = isTitle(words[beforeParticles(words, at - 1)]?.folded ?? '');
    if (isOfTitle || isNamed[at - 1] || isStrange(words[at - 2])) isNamed[at - 1] = isNamed[at] = true;
  }
  return words.map((word, at) => {
    const isOfName = isTitle(word.folded) && isNamed[behindParticles(words, at)] === true;
    if (isTitleAt(at) || isOfName) return { ...word, terms: new Set(), isOptional: true };
    return isNamed[at] ? { ...word, terms: new Set(), isOptional: false } : word;
  });
}

/** The abbreviation of a German law that no label has hides nothing beside it: `BestattG Friedhofszwang`. */
function withoutUnknownLaws(words: readonly QuestionWord[], typed: readonly TypedWord[]): readonly QuestionWord[] {
  const isUnknownLaw = ({ terms, as, at }: QuestionWord) =>
    as === 'GUESS' && terms.size === 0 && ABBREVIATED_LAW.test(typed[at]?.word ?? '');
  return words.map((word) => (isUnknownLaw(word) ? { ...word, isOptional: true } : word));
}

function isGerman({ lang }: Term): boolean {
  return primaryLanguageOf(lang) === 'de';
}

function behindIn({ words }: Label, term: Term): Term | undefined {
  return words[words.indexOf(term) + 1];
}

function behindParticles(words: readonly QuestionWord[], at: number): number {
  let behind = at + 1;
  while (isNameParticle(words[behind]?.folded ?? '')) behind++;
  return behind;
}

function beforeParticles(words: readonly QuestionWord[], at: number): number {
  let before = at - 1;
  while (isNameParticle(words[before]?.folded ?? '')) before--;
  return before;
}

/** With what questions are read. */
export interface QuestionReaderParts extends PartSources {
  readonly wholes: WholeLabelIndex;
  readonly compounds: CompoundIndex;
}

/** A subject while mentions are still being read: the positions of its words, and for each concept those that name it best. */
interface OpenAspect {
  readonly positions: Set<number>;
  readonly concepts: Map<string, NamedConcept>;
  readonly named: Map<string, ReadonlySet<number>>;
}

/** Labels that have the same words of the question, or one all of the other's, are one aspect: those that share some, as `cultuur voor kinderen` and `arme kinderen`, are two. */
function toAspects(
  mentions: readonly Mention[],
  words: readonly QuestionWord[],
  partsOf: (named: Named) => readonly Part[],
): readonly Aspect[] {
  const aspects: OpenAspect[] = [];
  const known = new Set<string>();
  for (const { label, positions } of mentions) {
    const naming = aspects.find(({ concepts }) => concepts.has(label.conceptId));
    const before = naming?.concepts.get(label.conceptId);
    if (naming !== undefined && before !== undefined) {
      const places = new Set([...before.words, ...placesOf(positions, words)]);
      naming.concepts.set(label.conceptId, { ...before, words: [...places].sort((a, b) => a - b) });
      continue;
    }
    if (known.size === MOST_CONCEPTS) continue;
    known.add(label.conceptId);
    let aspect = aspects.find(({ named }) => [...named.values()].some((own) => isWithin(own, positions)));
    if (aspect === undefined) aspects.push((aspect = { positions: new Set(), concepts: new Map(), named: new Map() }));
    for (const position of positions) aspect.positions.add(position);
    aspect.named.set(label.conceptId, new Set(positions));
    aspect.concepts.set(label.conceptId, {
      id: label.conceptId,
      label: { lang: label.lang, text: label.text },
      words: placesOf(positions, words),
    });
  }
  const lists = listWordsOf(aspects.flatMap(({ positions }) => [...positions].map((at) => words[at])));
  return aspects.map(({ positions, concepts, named }) => {
    const first = Math.min(...positions);
    return {
      concepts: [...concepts.values()],
      position: words[first]?.at ?? 0,
      isListed: isListed(first, words, lists),
      parts: partsOf(named),
    };
  });
}

/** Whether the words at one of these positions are all among the others. */
function isWithin(one: ReadonlySet<number>, other: readonly number[]): boolean {
  const common = other.filter((position) => one.has(position)).length;
  return common === one.size || common === other.length;
}

/** Where the question has words, as typed. */
function placesOf(positions: readonly number[], words: readonly QuestionWord[]): readonly number[] {
  return [...new Set(positions.map((position) => words[position]?.at ?? 0))];
}

/**
 * Tells which words list things: `of` does in Dutch and is a preposition in English, so that it counts for whichever
 * language has more of the words that were found.
 */
function listWordsOf(found: readonly (QuestionWord | undefined)[]): (word: string) => boolean {
  const languages = found.map((word) => new Set([...(word?.terms ?? [])].map(({ lang }) => primaryLanguageOf(lang))));
  const count = (language: string) => languages.filter((all) => all.has(language)).length;
  return (word) => {
    const speaking = languagesOfStopWord(word);
    const listing = speaking.filter((language) => isListWord(word, language));
    const others = speaking.filter((language) => !listing.includes(language));
    return (
      listing.length > 0 && (others.length === 0 || Math.max(...listing.map(count)) > Math.max(...others.map(count)))
    );
  };
}

/** What is listed with a word that no label has is no further subject: in `Mitarbeiter vor Beleidigungen und Gewalt`. */
function isKnown(word: QuestionWord | undefined): boolean {
  return word === undefined || (word.terms.size > 0 && word.as !== 'GUESS');
}

/** Whether a word or a sign that lists things stands before this one, with none between them that says something. */
function isListed(position: number, words: readonly QuestionWord[], lists: (word: string) => boolean): boolean {
  if (words[position]?.followsSign) return true;
  for (let at = position - 1; at >= 0; at--) {
    const word = words[at];
    if (word === undefined) return true;
    if (lists(word.folded)) return isKnown(words.slice(0, at).findLast(({ isOptional }) => !isOptional));
    if (!word.isOptional) return false;
    if (word.followsSign) return true;
  }
  return false;
}

/** The words that say something: those that labels have, and those that they do not have. */
function sortWords(words: readonly QuestionWord[]): Pick<ReadQuestion, 'known' | 'unknown'> {
  const telling = words.filter(({ isOptional, folded }) => !isOptional && !isTitle(folded) && !isContactWord(folded));
  const isKnown = ({ terms, as, folded }: QuestionWord) => terms.size > 0 && as !== 'GUESS' && !isSurname(folded);
  const known = new Set(telling.filter(isKnown).map(({ at }) => at));
  const unknown = new Set(telling.map(({ at }) => at).filter((at) => !known.has(at)));
  return { known: [...known], unknown: [...unknown] };
}

function findEqual(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Label[] {
  const inWording = byWording(words);
  return findings
    .filter(({ label, missing, isLiteral }) => {
      if (missing > 0 || !isLiteral) return false;
      const content = withoutSome(words, ({ folded, isOptional }) => isOptional && isStopWord(folded, label.lang));
      return (
        content.length === label.terms.length && label.terms.every((term, index) => content[index]?.terms.has(term))
      );
    })
    .sort((a, b) => inWording(a, b) || byPreference(a.label, b.label))
    .map(({ label }) => label);
}

function findContained(
  findings: readonly Finding[],
  words: readonly QuestionWord[],
  { broader }: Pick<PartSources, 'broader'>,
): readonly Label[] {
  const content = contentOf(words);
  const containing = findings.filter(({ positions }) => content.every((position) => positions.includes(position)));
  const complete = containing.filter(({ missing }) => missing === 0);
  if (complete.length === 0 && isSaidByParts(content, findings)) return [];
  if (containing.length > 0 && saysMore(findings, containing, words)) return [];
  const found = complete.length > 0 ? complete : withoutVague(containing, words);
  const ids = new Set(found.map(({ label }) => label.conceptId));
  const inWording = byWording(words);
  // What one word of a longer label names is rather the broader one: procurement is no electronic procurement.
  const isBelow = ({ label }: Finding) => Number(broader(label.conceptId).some((above) => ids.has(above)));
  return found
    .toSorted(
      (a, b) =>
        a.missing - b.missing ||
        a.guesses - b.guesses ||
        b.positions.length - a.positions.length ||
        inWording(a, b) ||
        isBelow(a) - isBelow(b) ||
        byPreference(a.label, b.label),
    )
    .map(({ label }) => label);
}

/** Whether each of these words is a label, so that a longer one with further words is not what is asked for. */
function isSaidByParts(content: readonly number[], findings: readonly Finding[]): boolean {
  const labels = findings.filter(({ missing, guesses, synonyms }) => missing + guesses + synonyms === 0);
  const isLabel = (position: number) =>
    labels.some(({ positions }) => positions.length < content.length && positions.includes(position));
  return content.length > 1 && content.every(isLabel);
}

/** Whether the question has a label as it stands, one of whose words may be left out and is in none of these: `open data for traffic` is more than data. */
function saysMore(
  findings: readonly Finding[],
  containing: readonly Finding[],
  words: readonly QuestionWord[],
): boolean {
  const used = new Set(containing.flatMap(({ positions }) => positions));
  return findings.some(
    (finding) =>
      finding.missing === 0 &&
      finding.positions.length > 1 &&
      finding.positions.some((position) => !used.has(position)) &&
      standsThere(finding, words),
  );
}

/** Those labels with further words that the question names plainly enough. */
function withoutVague(containing: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  const saying = words.filter((word) => !isEmpty(word));
  if (saying.length === 0 || (saying.length === 1 && isKindWordOfAnyLanguage(saying[0]?.folded ?? ''))) return [];
  const isSentence = saying.length === 1 && words.length >= FEWEST_WORDS_OF_A_SENTENCE;
  // Nor is a word of a longer label what something is asked of: `how big is the sun`.
  if (saying.length === 1 && words.some(({ isMeasure }) => isMeasure)) return [];
  const most = isSentence ? MOST_CONCEPTS_OF_A_WORD_IN_A_SENTENCE : MOST_CONCEPTS_OF_A_WORD;
  if (new Set(containing.map(({ label }) => label.conceptId)).size > most) return [];
  return containing.filter(
    (finding) =>
      finding.guesses < finding.positions.length &&
      finding.share >= (isSentence ? LEAST_SHARE_IN_A_SENTENCE : LEAST_SHARE_OF_A_LABEL) &&
      !finding.positions.every((position) => isVerbOf(finding, words[position])),
  );
}

/** A single word that labels have is no typo, and what has the name of a person is none either. */
function mayBeMisspelt(words: readonly QuestionWord[]): boolean {
  const isKnown = ({ terms, as }: QuestionWord) => terms.size > 0 && as === 'WORD';
  const first = words[0];
  if (first === undefined || (words.length === 1 && isKnown(first))) return false;
  return words.every((word) => isKnown(word) || !isSurname(word.folded));
}
