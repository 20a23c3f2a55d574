import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { foldText, splitWords } from './foldText';
import type { Lexicon, Term } from './Lexicon';
import { stemWord } from './stemWord';
import { isStopWord, WORDS_FOLDER } from './wordLists';

/** Words of a language, as stems: `young people`. */
type Phrase = readonly string[];

/** A phrase, and those that say the same, without words that a label need not have. */
export interface SamePhrases {
  readonly phrase: Phrase;
  readonly others: readonly Phrase[];
}

const FOLDER = join(WORDS_FOLDER, 'same-words');

/** The phrases of each language, by their first stem. */
export const samePhrases: ReadonlyMap<string, ReadonlyMap<string, readonly SamePhrases[]>> = new Map(
  readdirSync(FOLDER).map((file) => [parse(file).name, readPhrases(join(FOLDER, file), parse(file).name)]),
);

/** Whether other words say what a folded word says, in whatever language. */
export function isSameWord(word: string): boolean {
  return [...samePhrases].some(([language, phrases]) =>
    phrases.get(stemWord(word, language))?.some(({ phrase }) => phrase.length === 1),
  );
}

/** The words of labels that say the same as a word that no label has, in whatever language: `youngsters`. */
export function termsOfSameWord(words: readonly string[], lexicon: Lexicon): readonly Term[] {
  return [...samePhrases].flatMap(([language, phrases]) =>
    words
      .flatMap((word) => phrases.get(stemWord(word, language)) ?? [])
      .flatMap(({ phrase, others }) => (phrase.length === 1 ? others : []))
      .flatMap(([stem = '', ...further]) => (further.length === 0 ? lexicon.withForm(stem, language) : [])),
  );
}

/** A line is a list of phrases with commas between; one that begins with `#` is a comment. */
function readPhrases(file: string, language: string): ReadonlyMap<string, readonly SamePhrases[]> {
  const byFirst = new Map<string, SamePhrases[]>();
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const line of lines.filter((line) => line !== '' && !line.startsWith('#'))) {
    const group = line.split(',').map((item) => splitWords(foldText(item)));
    for (const words of group) {
      const others = group
        .filter((other) => other !== words)
        .map((other) => toStems(withoutStopWords(other, language), language));
      const [first = '', ...rest] = toStems(words, language);
      byFirst.set(first, [...(byFirst.get(first) ?? []), { phrase: [first, ...rest], others }]);
    }
  }
  return byFirst;
}

function toStems(words: readonly string[], language: string): Phrase {
  return words.map((word) => stemWord(word, language));
}

function withoutStopWords(words: readonly string[], language: string): readonly string[] {
  return words.filter((word) => !isStopWord(word, language));
}
