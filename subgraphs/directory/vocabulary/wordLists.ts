import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { primaryLanguageOf } from '../../contract/languages';
import { spellings, splitWords } from './foldText';
import { isCompounding } from './isCompounding';
import { stemWord } from './stemWord';

// Words that are no matter of the vocabulary, whichever it is. They stand in `schema/words/`, a file for each language, so
// that a language is added by a file; each file says what its words are for. They are read once.

export const WORDS_FOLDER = join(__dirname, '..', '..', '..', 'schema', 'words');

export type WordsByLanguage = ReadonlyMap<string, ReadonlySet<string>>;

/** Of a compound; shorter words end others by chance. */
const FEWEST_LETTERS_OF_AN_END = 6;

/** In words. */
const LENGTHS_OF_OPENINGS = [2, 3, 4, 5];

const stopWords = readByLanguage('stop-words');
const kindWords = readByLanguage('kind-words');
const kindStems = stemmed(kindWords);
const fillerWords = readByLanguage('filler-words');
const listWords = readByLanguage('list-words');
const titles = readByLanguage('titles');
const contactWords = readByLanguage('contact-words');
const articles = readByLanguage('articles');
const infinitives = readByLanguage('infinitives');
const everydayVerbs = readByLanguage('everyday-verbs');
const otherMatters = readByLanguage('other-matters');
const sharedMatters = readByLanguage('shared-matters');
const otherOpenings = new Set(readPhrases('other-openings'));
const degreeWords = readByLanguage('degree-words');
const measures = readByLanguage('measures');
const askingWords = readByLanguage('asking-words');
const municipalities = readByLanguage('municipalities');
const townAdjectives = readByLanguage('town-adjectives');
const surnames = readWords(join(WORDS_FOLDER, 'surnames.txt'));
const nameParticles = readWords(join(WORDS_FOLDER, 'name-particles.txt'));

/** Whether a folded word carries no subject in a language (BCP 47 tag), as `with`. A language without a list has none. */
export function isStopWord(word: string, lang: string): boolean {
  return stopWords.get(primaryLanguageOf(lang))?.has(word) ?? false;
}

export function isStopWordOfAnyLanguage(word: string): boolean {
  return isOfAny(stopWords, word);
}

/** Whether a folded word says nothing of the subject of a question, as `looking for`, in whatever language. */
export function isFillerWord(word: string): boolean {
  return isOfAny(fillerWords, word);
}

/** Whether a folded word is a verb of everyday speech, as `pay`, in whatever language. */
export function isEverydayVerb(word: string): boolean {
  return isOfAny(everydayVerbs, word);
}

/** The languages in which a folded word carries no subject. */
export function languagesOfStopWord(word: string): readonly string[] {
  return [...stopWords].filter(([, words]) => words.has(word)).map(([language]) => language);
}

/** Whether a folded word stands between things that are listed, as `and`, in a language (BCP 47 tag). */
export function isListWord(word: string, lang: string): boolean {
  return listWords.get(primaryLanguageOf(lang))?.has(word) ?? false;
}

export function isListWordOfAnyLanguage(word: string): boolean {
  return isOfAny(listWords, word);
}

/** Whether a folded word stands before names of persons and is no part of them, as `Mrs`. */
export function isTitle(word: string): boolean {
  return isOfAny(titles, word);
}

/** Whether a folded word asks for a way to a person, as `contact`, and says nothing of which. */
export function isContactWord(word: string): boolean {
  return isOfAny(contactWords, word);
}

/** Whether behind a folded word stands a thing and no name of a person, as behind `the`. */
export function isBeforeThings(word: string): boolean {
  return isOfAny(articles, word);
}

/** Whether behind a folded word one in small letters is a verb, as behind `to`. */
export function isInfinitive(word: string): boolean {
  return isOfAny(infinitives, word);
}

/** Whether behind a folded word an adjective asks how much it is so, as behind `how`. */
export function isDegreeWord(word: string): boolean {
  return isOfAny(degreeWords, word);
}

/** Whether a folded word is an adjective that measures, as `tall`, in whatever language. */
export function isMeasure(word: string): boolean {
  return isOfAny(measures, word);
}

/** Whether of folded words the one at a position is a town that is asked, as in `which city` and `welche kleinen Städte`. */
export function isAskedTown(words: readonly string[], at: number): boolean {
  if (!isOfAny(municipalities, words[at] ?? '')) return false;
  const before = words.slice(0, at).findLast((word) => !isOfAny(townAdjectives, word));
  return before !== undefined && isOfAny(askingWords, before);
}

/** Whether a folded word says no more than the kind of a thing, as `plan`, in whatever form in a language (BCP 47 tag). */
export function isKindWord(word: string, lang: string): boolean {
  const language = primaryLanguageOf(lang);
  return kindStems.get(language)?.has(stemWord(word, language)) ?? false;
}

export function isKindWordOfAnyLanguage(word: string): boolean {
  return isOfAny(kindWords, word);
}

/** Whether a folded word asks for what no municipality has to do with, as `horoscope`, in whatever language. */
export function isOtherMatter(word: string): boolean {
  return isOfAny(otherMatters, word);
}

/** Whether by a folded word people ask for such things as well as a town, as `hotel`, in whatever language. */
export function isSharedMatter(word: string): boolean {
  return isOfAny(sharedMatters, word);
}

/** Whether a question that begins with folded words asks for what no municipality has to do with, as `who won`. */
export function opensOtherMatter(words: readonly string[]): boolean {
  return LENGTHS_OF_OPENINGS.some((length) => otherOpenings.has(words.slice(0, length).join(' ')));
}

/** Whether a compound ends in such a word, in languages that write one as one word: `Kuchenrezept`, and not `twintigers`. */
export function endsInOtherMatter(word: string): boolean {
  for (let start = 1; word.length - start >= FEWEST_LETTERS_OF_AN_END; start++) {
    const end = word.slice(start);
    if ([...otherMatters].some(([language, words]) => isCompounding(language) && words.has(end))) return true;
  }
  return false;
}

/** Whether a folded word is a frequent family name. */
export function isSurname(word: string): boolean {
  return surnames.has(word);
}

/** Whether a folded word stands within family names, as `van` does. */
export function isNameParticle(word: string): boolean {
  return nameParticles.has(word);
}

export function isOfAny(lists: WordsByLanguage, word: string): boolean {
  return [...lists.values()].some((words) => words.has(word));
}

/** The files of a folder, `de.txt` by `de`. */
export function readByLanguage(folder: string): WordsByLanguage {
  const path = join(WORDS_FOLDER, folder);
  return new Map(
    readdirSync(path)
      .filter((file) => file.endsWith('.txt'))
      .map((file) => [parse(file).name, readWords(join(path, file))]),
  );
}

function stemmed(lists: WordsByLanguage): WordsByLanguage {
  const stems = (language: string, words: ReadonlySet<string>) => [...words].map((word) => stemWord(word, language));
  return new Map([...lists].map(([language, words]) => [language, new Set(stems(language, words))]));
}

/** The phrases of all files of a folder: their words, in each way to type them, with one space between. */
export function readPhrases(folder: string): readonly string[] {
  const path = join(WORDS_FOLDER, folder);
  const phrases = readdirSync(path).flatMap((file) => readNames(join(path, file)));
  return phrases.flatMap(spellings).map((phrase) => splitWords(phrase).join(' '));
}

/** Names between commas. */
export function readNames(file: string): readonly string[] {
  return linesOf(file)
    .flatMap((line) => line.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Words between white space, in all the ways in which they may be typed. */
export function readWords(file: string): ReadonlySet<string> {
  const words = linesOf(file).flatMap((line) => line.match(/\S+/g) ?? []);
  return new Set(words.flatMap(spellings));
}

/** Without those that begin with `#`, which are comments. */
export function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));
}
