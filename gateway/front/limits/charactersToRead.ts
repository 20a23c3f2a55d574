import { MAX_TEXT_LENGTH } from '../../../subgraphs/search/question/readSearchArguments';
import { isCompleting } from './completedWords';
import type { AskedField, ListSizeOf } from './createListSizes';
import { timesAsked } from './timesAsked';

/**
 * How many characters are read to find out what the text of a field means: once for each object that has the field. A text that is too
 * long is refused unread.
 */
export function charactersToRead(field: AskedField, listSizeOf: ListSizeOf): number {
  const { text } = field.args;
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH || isCompleting(field)) return 0;
  return text.length * timesAsked(field, listSizeOf);
}
