import { primaryLanguageOf } from '../../contract/languages';
import type { Hint } from './Aspect';
import type { Finding } from './findLabels';
import { byWording, isTurned } from './byWording';
import { byPreference } from './Lexicon';
import type { Label, Term } from './Lexicon';
import { isEmpty, isTelling } from './QuestionWord';
import type { QuestionWord } from './QuestionWord';
import { spokenIn } from './spokenIn';
import { editDistance } from './TypoIndex';
import { isListWord, languagesOfStopWord } from './wordLists';

/** A label, and where the question has its words. */
export interface Mention {
  readonly label: Label;
  readonly positions: readonly number[];
}

/** What a question mentions, best first. */
export interface Mentions {
  readonly mentions: readonly Mention[];
  /** What the words can mean that mention nothing: see `narrowAspects`. */
  readonly hints: readonly Hint[];
}

/** What a label must say by several words of the question when it has further ones, as a share of what all its words say. */
const LEAST_SHARE_OF_SEVERAL = 0.55;
/** A word that labels of no more concepts have is rare, and names the one of which it says most. */
const MOST_CONCEPTS_OF_A_RARE_WORD = 2;
const LEAST_SHARE_OF_A_RARE_WORD = 0.4;
/** The same where nothing else is mentioned. */
const LEAST_SHARE_OF_A_LONE_WORD = 0.5;
/** A shorter word may have become another one by its typo. */
const FEWEST_LETTERS_OF_A_SURE_GUESS = 9;
const MOST_LETTERS_OF_AN_ENDING = 3;
const FEWEST_LETTERS_OF_A_FOREIGN_WORD = 4;
/** So many labels of a language that have a word make it one of that language, whatever it is in another. */
const FEWEST_LABELS_OF_A_FREQUENT_WORD = 10;
/** A word that labels of more concepts have says nothing of any. */
const MOST_CONCEPTS_OF_A_HINT = 60;

/**
 * The labels that a question mentions beside other things: see step 6 of `createQuestionReader`. A word that stands in none of
 * them names a concept if it is rare, and else is a hint.
 */
export function findMentioned(findings: readonly Finding[], words: readonly QuestionWord[]): Mentions {
  const spoken = spokenIn(words);
  const telling = withoutBorrowed(findComplete(findings, words, spoken), words);
  const complete = telling.length > 0 ? telling : findVerbatim(findings, words);
  const known = new Set(complete.flatMap(({ positions }) => positions));
  const mentioned = withoutCovered([...complete, ...findAlmostComplete(findings, words, known)]);
  const covered = new Set(mentioned.flatMap(({ positions }) => positions.map((position) => words[position]?.at)));
  const languages = languagesOf(words, mentioned);
  const left = [...words.keys()].filter((position) => isTelling(words[position]) && !known.has(position));
  const isUnknown = (word: QuestionWord) => !word.isOptional && !isTelling(word) && !covered.has(word.at);
  const unknown = words.filter(isUnknown).length;
  const isMostlyKnown = mentioned.length > 0 ? left.length + covered.size > unknown : unknown === 0;
  const hints: Hint[] = [];
  const plain = new Set<Hint['word']>();
  for (const position of left) {
    if (mentioned.some((mention) => mention.positions.includes(position))) continue;
    const having = findings.filter(({ positions, synonyms }) => synonyms === 0 && positions.includes(position));
    const concepts = new Set(having.map(({ label }) => label.conceptId));
    if (concepts.size > MOST_CONCEPTS_OF_A_HINT) continue;
    const spoken = having.filter(({ label }) => languages.has(primaryLanguageOf(label.lang)));
    const best = spoken
      .filter((finding) => !isVerbOf(finding, words[position]) && !isSaidOfAnother(finding, [position], words))
      .sort((a, b) => b.share - a.share || byPreference(a.label, b.label))[0];
    const word = words[position]?.at ?? 0;
    const isRare =
      new Set(spoken.map(({ label }) => label.conceptId)).size <= MOST_CONCEPTS_OF_A_RARE_WORD &&
      (best?.share ?? 0) >= (mentioned.length > 0 ? LEAST_SHARE_OF_A_RARE_WORD : LEAST_SHARE_OF_A_LONE_WORD);
    const isName = isMostlyKnown && !covered.has(word) && isRare;
    if (spoken.some(({ label }) => label.preferred && label.conceptId === best?.label.conceptId)) plain.add(word);
    hints.push({
      word,
      concepts,
      isMain: !covered.has(word) || words[position]?.isHead === true,
      ...(isName && best !== undefined && { names: best.label }),
    });
  }
  const named = mentioned.length > 0 ? hints : withoutAlone(hints, plain);
  return { mentions: mentioned.toSorted(byPlace(words)), hints: named };
}

/**
 * Where nothing is mentioned, a word of no preferred label names a concept only if another word speaks for it too: who wonders why the
 * sky is blue asks for no street lighting, of which "night sky" is a label.
 */
function withoutAlone(hints: readonly Hint[], plain: ReadonlySet<Hint['word']>): readonly Hint[] {
  return hints.map((hint) => {
    const { names, ...other } = hint;
    const isSaidTwice = hints.some(({ word, concepts }) => word !== hint.word && concepts.has(names?.conceptId ?? ''));
    return isSaidTwice || plain.has(hint.word) ? hint : other;
  });
}

/** A verb is no noun of a label: `essen` says nothing of "Essen auf Rädern", nor `how to kiss` of "kiss and ride". */
export function isVerbOf({ label }: Pick<Finding, 'label'>, word: QuestionWord | undefined): boolean {
  return word?.isVerb === true && label.terms.length > 1;
}

/**
 * Whether a further word of a label is one by itself, of which these words say no more than something: "attacks on refugees". Who has
 * `leer stehende Kaufhäuser` asks for none of the "leer stehende Wohnungen".
 */
function isSaidOfAnother(
  { label }: Pick<Finding, 'label'>,
  positions: readonly number[],
  words: readonly QuestionWord[],
): boolean {
  const isLabel = ({ labels }: Term) => labels.some((other) => other.words.length === 1);
  const isThere = (term: Term) =>
    positions.some((at) =>
      [words[at]?.terms, words[at]?.within, words[at]?.synonyms].some((known) => known?.has(term)),
    );
  return label.terms.some((term) => !isThere(term) && isLabel(term));
}

/** In which a question is asked: those of the words around its subjects, and of the labels that it mentions. */
function languagesOf(words: readonly QuestionWord[], mentioned: readonly Finding[]): ReadonlySet<string> {
  return new Set([
    ...words.filter(({ isOptional }) => isOptional).flatMap(({ folded }) => languagesOfStopWord(folded)),
    ...mentioned.map(({ label }) => primaryLanguageOf(label.lang)),
  ]);
}

/** Those that stand there word by word, though each of their words alone says nothing: "examples from other towns". */
function findVerbatim(findings: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  return findings.filter(({ label, positions, missing }) => {
    const [first = 0] = positions;
    const start = first - label.words.findIndex(({ folded }) => folded === words[first]?.folded);
    return (
      missing === 0 &&
      label.words.length > 1 &&
      label.words.every(({ folded }, at) => words[start + at]?.folded === folded)
    );
  });
}

/** Those of which the question has every word. */
function findComplete(
  findings: readonly Finding[],
  words: readonly QuestionWord[],
  spoken: string | undefined,
): readonly Finding[] {
  // The label "IT" is not mentioned in "how is it done".
  const complete = findings.filter(
    (finding) =>
      finding.missing === 0 &&
      finding.positions.some((position) => !isEmpty(words[position])) &&
      !isHalved(finding, words) &&
      !isScattered(finding, words) &&
      !(finding.synonyms > 0 && isAcrossList(finding, words)) &&
      !isForeignForm(finding, words, spoken) &&
      !isWildGuess(finding, words),
  );
  const plain = complete.filter((finding) => !isSaidPlainly(finding, complete));
  const sure = plain.filter(({ guesses }) => guesses === 0);
  const languages = new Set(sure.map(({ label }) => primaryLanguageOf(label.lang)));
  return plain.filter(
    ({ guesses, label }) => guesses === 0 || sure.length === 0 || languages.has(primaryLanguageOf(label.lang)),
  );
}

/**
 * Whether it is named by one word only, without words beside it that say nothing by themselves: `work` is no "work experience", and
 * who asks how long turtles live asks for no "living will".
 */
function isHalved({ label }: Finding, words: readonly QuestionWord[]): boolean {
  if (label.terms.length > 1) return false;
  return !label.words.every((term) => label.terms.includes(term) || words.some(({ folded }) => folded === term.folded));
}

/** Whether it has in other words what another label has as it is: `youth work` asks for no "work for young people". */
function isSaidPlainly({ isReworded, positions }: Finding, complete: readonly Finding[]): boolean {
  const others = isReworded ? complete.filter((other) => !other.isReworded) : [];
  return others.some((other) => positions.every((position) => other.positions.includes(position)));
}

/**
 * Whether words that it has only by others that say the same stand apart from the rest: `who shares a team with other councils` asks for no
 * "town team".
 */
function isScattered({ label, positions, isReworded }: Finding, words: readonly QuestionWord[]): boolean {
  if (!isReworded) return false;
  const between = words
    .slice(positions[0], positions.at(-1))
    .filter((_, at) => !positions.includes(at + (positions[0] ?? 0)));
  return !between.every(({ folded }) => label.words.some((term) => term.folded === folded));
}

/**
 * Whether it is named by one word only, which has the stem of its own in another language than the question's, and other letters: `hits`
 * in English is no "hitte", while `Park` in German is "parks". A short one says nothing: `mens` in Dutch is no "men". Nor is it
 * one whose letters are a subject in the question's, as `parken` in German, or frequent in it.
 */
function isForeignForm(
  { label, positions }: Finding,
  words: readonly QuestionWord[],
  spoken: string | undefined,
): boolean {
  const [term, ...others] = label.terms;
  if (term === undefined || others.length > 0 || spoken === undefined) return false;
  if (primaryLanguageOf(label.lang) === spoken) return false;
  return positions.every((position) => {
    const { terms, as, folded = '' } = words[position] ?? {};
    if (as !== 'WORD' || terms?.has(term) !== true) return false;
    if (isSubjectIn(spoken, folded, terms)) return true;
    if (folded === term.folded && isOftenerIn(spoken, term, terms)) return true;
    const [short = '', long = ''] = [folded, term.folded].sort((one, other) => one.length - other.length);
    return !long.startsWith(short) || short.length < FEWEST_LETTERS_OF_A_FOREIGN_WORD;
  });
}

/**
 * Whether many labels of a language have the very word, and more than of its own: `mensen` in Dutch are people, and no German "Mensen", while
 * `Kita` in English is what it is in German.
 */
function isOftenerIn(language: string, { folded, labels }: Term, terms: ReadonlySet<Term>): boolean {
  const same = [...terms].find((term) => term.folded === folded && primaryLanguageOf(term.lang) === language);
  const count = same?.labels.length ?? 0;
  return count >= FEWEST_LABELS_OF_A_FREQUENT_WORD && count > labels.length;
}

/** Whether the very word is a label by itself in a language: `parken` in German is no Dutch "parken". */
function isSubjectIn(language: string, folded: string, terms: ReadonlySet<Term>): boolean {
  return [...terms].some(
    (term) =>
      term.folded === folded &&
      primaryLanguageOf(term.lang) === language &&
      term.labels.some((label) => label.terms.length === 1),
  );
}

/**
 * Whether words stand there as guesses only, beside others that say something. Typos that are short, have two letters wrong or an end:
 * who asks for shoes in red asks for no `Schule`, and for the `Reisezeit` of a country for no `Reiseziel`. Compounds that are half
 * known, beside words that no label has: who asks which pan to buy of all `Haushaltswaren` asks for no `Haushalt`.
 */
function isWildGuess({ positions, guesses, label }: Finding, words: readonly QuestionWord[]): boolean {
  if (guesses < label.terms.length) return false;
  const others = words.filter((word, position) => !isEmpty(word) && !positions.includes(position));
  if (others.length === 0) return false;
  const isBesideStrange = others.some(({ terms, within }) => terms.size === 0 && within.size === 0);
  return positions.every((position) => {
    const { folded = '', as } = words[position] ?? {};
    if (as !== 'GUESS') return false;
    const isTypo = label.terms.some((term) => editDistance(folded, term.folded, 2) <= 2);
    if (isTypo) return !label.terms.some((term) => isSureTypo(folded, term.folded));
    return isBesideStrange && !label.terms.some((term) => isMostOf(term.folded, folded));
  });
}

/** Whether a word is another one up to its last letters: `Beglaubigte`, of "Beglaubigung". */
function isMostOf(term: string, word: string): boolean {
  const most = word.slice(0, -MOST_LETTERS_OF_AN_ENDING);
  return term.startsWith(most);
}

/** Whether one letter is wrong within a long word. */
function isSureTypo(typed: string, meant: string): boolean {
  if (typed.length < FEWEST_LETTERS_OF_A_SURE_GUESS || editDistance(typed, meant, 1) > 1) return false;
  return typed[0] === meant[0] && typed.at(-1) === meant.at(-1);
}

/**
 * Without those that borrow words of others, of which the question has all words as they stand there: of `digital services for older
 * migrants` "immigration services". Across a list, or in keywords that it has in another order or by synonyms, one borrowed word is enough,
 * where the others are labels by themselves: in `youth work and sport` nobody asks for youth sport, nor in `road safety children` for
 * "child safety".
 */
function withoutBorrowed(complete: readonly Finding[], words: readonly QuestionWord[]): readonly Finding[] {
  const several = complete.filter(({ positions }) => positions.length > 1);
  const standing = several.filter((finding) => standsThere(finding, words));
  const used = new Set(standing.flatMap(({ positions }) => positions));
  const alone = new Set(complete.flatMap(({ positions }) => (positions.length === 1 ? positions : [])));
  const areKeywords = words.every(({ folded }) => languagesOfStopWord(folded).length === 0);
  const isBorrowed = (finding: Finding) => {
    const own = finding.positions.filter((position) => !used.has(position));
    if (own.length === 0) return true;
    const isTorn = isAcrossList(finding, words) || (areKeywords && (isTurned(finding, words) || finding.synonyms > 0));
    return isTorn && own.length < finding.positions.length && own.every((position) => alone.has(position));
  };
  const borrowed = new Set(several.filter((finding) => !standing.includes(finding) && isBorrowed(finding)));
  return complete.filter((finding) => !borrowed.has(finding));
}

/** Whether its words stand there as they are, in its order, with none between them that says something or lists things. */
export function standsThere(finding: Finding, words: readonly QuestionWord[]): boolean {
  const { positions, isLiteral } = finding;
  const says = (word: QuestionWord, at: number) => !word.isOptional && !positions.includes((positions[0] ?? 0) + at);
  const saysMore = words.slice(positions[0], positions.at(-1)).some(says);
  return isLiteral && !saysMore && !isTurned(finding, words) && !isAcrossList(finding, words);
}

/** Whether a word that lists things stands between its own, and none such is in it, or the question lists them the other way round. */
function isAcrossList(finding: Finding, words: readonly QuestionWord[]): boolean {
  const { label, positions } = finding;
  const lists = ({ folded }: Pick<QuestionWord, 'folded'>) => isListWord(folded, label.lang);
  const isListing = label.words.some(lists) && !isTurned(finding, words);
  return words.slice(positions[0], positions.at(-1)).some(lists) && !isListing;
}

/** Those of which the question has several words that say most of it, not all of which are known to mean something else. */
function findAlmostComplete(
  findings: readonly Finding[],
  words: readonly QuestionWord[],
  known: ReadonlySet<number>,
): readonly Finding[] {
  return findings.filter(
    ({ missing, share, positions, label }) =>
      missing > 0 &&
      !isSaidOfAnother({ label }, positions, words) &&
      !positions.every((position) => known.has(position)) &&
      share >= LEAST_SHARE_OF_SEVERAL &&
      tellingOf(positions, words).size > 1,
  );
}

/** The words that say something, each once: `test test` is one. */
function tellingOf(positions: readonly number[], words: readonly QuestionWord[]): ReadonlySet<string | undefined> {
  return new Set(positions.filter((at) => isTelling(words[at])).map((at) => words[at]?.folded));
}

/** Without those of which a longer one, or a complete one of the same length, has all the words. */
function withoutCovered(findings: readonly Finding[]): readonly Finding[] {
  const places = [
    ...new Map(
      findings.map(({ positions, missing }) => [`${positions.join()} ${missing > 0}`, { positions, missing }]),
    ).values(),
  ];
  return findings.filter(
    ({ positions, missing }) =>
      !places.some(
        (other) =>
          (positions.length < other.positions.length ||
            (positions.length === other.positions.length && missing > 0 && other.missing === 0)) &&
          positions.every((position) => other.positions.includes(position)),
      ),
  );
}

function byPlace(words: readonly QuestionWord[]): (a: Finding, b: Finding) => number {
  const inWording = byWording(words);
  return (a, b) =>
    b.positions.length - a.positions.length ||
    a.guesses - b.guesses ||
    gapOf(a) - gapOf(b) ||
    Number(isTurned(a, words)) - Number(isTurned(b, words)) ||
    (a.positions[0] ?? 0) - (b.positions[0] ?? 0) ||
    inWording(a, b) ||
    byPreference(a.label, b.label);
}

/** How many words of the question stand between those of the label. */
function gapOf({ positions }: Finding): number {
  return (positions.at(-1) ?? 0) - (positions[0] ?? 0) + 1 - positions.length;
}
