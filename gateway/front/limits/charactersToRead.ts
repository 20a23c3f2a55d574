import { MAX_TEXT_LENGTH } from '../../../subgraphs/search/question/readSearchArguments';
import { isCompleting } from './completedWords';
import type { AskedField, ListSizeOf } from './createListSizes';

/**
 * How many characters are read to find out what the text of a field means: once for each object that has the field. A text that is too
 * long is refused unread.
 */
export function charactersToRead(field: AskedField, listSizeOf: ListSizeOf): number {
  const { text } = field.args;
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH || isCompleting(field)) return 0;
  let times = 1;
  for (let { owner } = field; owner !== undefined; { owner } = owner) times *= listSizeOf(owner) ?? 1;
  return text.length * times;
}
