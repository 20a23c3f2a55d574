import type { Lexicon, Term } from './Lexicon';
import { primaryLanguageOf } from '../../contract/languages';
import type { QuestionWord } from './QuestionWord';
import { samePhrases } from './samePhrases';
import { stemWord } from './stemWord';

/** What words of a question say in other words of labels. */
export interface SameWords {
  /** Of the question, ascending. */
  readonly positions: readonly number[];
  /** The words of labels for each word of the other phrase; a label must have all. */
  readonly terms: readonly ReadonlySet<Term>[];
}

/** The words of labels that say the same as words of the question do: `youth` says what `young people` says. */
export function findSameWords(words: readonly QuestionWord[], lexicon: Lexicon): readonly SameWords[] {
  return [...samePhrases].flatMap(([language, phrases]) => {
    const stems = words.map((word) => stemsOf(word, language));
    return words.flatMap((_, at) =>
      [...(stems[at] ?? [])]
        .flatMap((stem) => phrases.get(stem) ?? [])
        .filter(({ phrase }) => phrase.every((stem, step) => stems[at + step]?.has(stem)))
        .flatMap(({ phrase, others }) =>
          others
            .map((other) => other.map((stem) => new Set(lexicon.withForm(stem, language))))
            .filter((terms) => terms.every(({ size }) => size > 0))
            .map((terms) => ({ positions: phrase.map((_, step) => at + step), terms })),
        ),
    );
  });
}

/** What a word of a question may be in a phrase: itself, or for a part of a compound what it means. */
function stemsOf({ folded, as, terms, isOptional }: QuestionWord, language: string): ReadonlySet<string> {
  if (as === 'GUESS' || isOptional) return new Set();
  if (as === 'WORD') return new Set([stemWord(folded, language)]);
  const own = [...terms].filter(({ lang }) => primaryLanguageOf(lang) === language);
  return new Set(own.map((term) => stemWord(term.folded, language)));
}
