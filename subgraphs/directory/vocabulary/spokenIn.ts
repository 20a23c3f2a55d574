import type { QuestionWord } from './QuestionWord';
import { languagesOfStopWord } from './wordLists';

/** The language of most of the words that say nothing, where there is one: that in which a question is asked. */
export function spokenIn(words: readonly QuestionWord[]): string | undefined {
  const counts = new Map<string, number>();
  for (const language of words.flatMap(({ folded }) => languagesOfStopWord(folded))) {
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [most, next] = [...counts].sort(([, one], [, other]) => other - one);
  return most !== undefined && most[1] > (next?.[1] ?? 0) ? most[0] : undefined;
}
