import { wordsToComplete } from '../../../subgraphs/directory/createConceptResolvers';
import { endsOf } from '../../../subgraphs/directory/createSuggestionResolvers';
import type { AskedField } from './createListSizes';

/** Of the fields that complete what somebody types, the words that they look up. */
const COMPLETING: ReadonlyMap<string, (text: string) => readonly string[]> = new Map([
  ['Query.concepts', wordsToComplete],
  ['Query.suggest', (text) => endsOf(text).flat()],
]);

/** The words of its text that a field looks up among the labels of the vocabulary; none for all other fields. */
export function completedWords({ coordinate, args }: AskedField): readonly string[] {
  const { text } = args;
  return typeof text === 'string' ? (COMPLETING.get(coordinate)?.(text) ?? []) : [];
}

/** Whether a field completes what somebody types, in place of finding out what it means. */
export function isCompleting({ coordinate }: AskedField): boolean {
  return COMPLETING.has(coordinate);
}
