import { splitWords } from '../../../subgraphs/directory/vocabulary/foldText';
import type { AskedField } from './createListSizes';

/** Of the fields that complete what somebody types, the words that they look up. */
const COMPLETING: ReadonlyMap<string, (words: readonly string[]) => readonly string[]> = new Map([
  ['Query.concepts', (words) => [...new Set(words)].slice(0, 12)],
  // Its last three, then its last two, then the last.
  ['Query.suggest', (words) => [3, 2, 1].flatMap((count) => (count <= words.length ? words.slice(-count) : []))],
]);

/** The words of its text that a field looks up among the labels of the vocabulary; none for all other fields. */
export function completedWords({ coordinate, args }: AskedField): readonly string[] {
  const { text } = args;
  return typeof text === 'string' ? (COMPLETING.get(coordinate)?.(splitWords(text)) ?? []) : [];
}
