import type { Texts } from '../web/language/Texts';
import type { Column, InWords, Value } from './Question';

/** What a column's values are called that are codes of the API, by those codes. */
export function named(namesIn: (texts: Texts) => Readonly<Record<string, string>>): InWords {
  return (value, texts) => (typeof value === 'string' ? (namesIn(texts)[value] ?? value) : value);
}

/** Makes the values of rows such as people read: in place of the API's codes, what these are called in the reader's language. */
export function rowsInWords(columns: readonly Column[], texts: Texts): (values: readonly Value[]) => readonly Value[] {
  return (values) => values.map((value, at) => columns[at]?.inWords?.(value, texts) ?? value);
}
