import MiniSearch from 'minisearch';
import type { Concept } from './Concept';
import { foldText } from './foldText';
import { isFillerWord, isStopWordOfAnyLanguage } from './wordLists';

/** Guesses which concepts words may be about that name none. */
export interface NearestIndex {
  /** Ids, the nearest first; none when no word is near one of a label or a definition. */
  nearest(words: readonly string[], first: number): readonly Concept['id'][];
  /** Makes what is otherwise made when it is first asked for, step by step. */
  prepare(): Iterable<unknown>;
}

const CONCEPTS_OF_A_STEP = 50;
const MOST_WORDS = 8;
/** Fewer letters are the beginning of too many words, and no typo of any. */
const FEWEST_LETTERS = 5;

/** A full-text index over labels and definitions, looser than any rule of reading: one word is enough, or its beginning. */
export function createNearestIndex(concepts: readonly Concept[]): NearestIndex {
  const index = new MiniSearch<{ readonly id: string; readonly labels: string; readonly definitions: string }>({
    fields: ['labels', 'definitions'],
    processTerm: (term) => {
      const folded = foldText(term);
      return isStopWordOfAnyLanguage(folded) || isFillerWord(folded) ? null : folded;
    },
    searchOptions: {
      boost: { labels: 3 },
      prefix: (term) => term.length >= FEWEST_LETTERS,
      fuzzy: (term) => (term.length >= FEWEST_LETTERS ? 0.2 : false),
    },
  });
  let next = 0;
  const step = () => {
    index.addAll(
      concepts.slice(next, next + CONCEPTS_OF_A_STEP).map(({ id, prefLabels, altLabels, definitions }) => ({
        id,
        labels: [...prefLabels, ...altLabels].map(({ text }) => text).join('\n'),
        definitions: definitions.map(({ text }) => text).join('\n'),
      })),
    );
    next += CONCEPTS_OF_A_STEP;
  };
  return {
    nearest(words, first) {
      while (next < concepts.length) step();
      const found = index.search(words.slice(0, MOST_WORDS).join(' '));
      return found.slice(0, first).map(({ id }): string => String(id));
    },
    *prepare() {
      while (next < concepts.length) {
        step();
        yield next;
      }
    },
  };
}
