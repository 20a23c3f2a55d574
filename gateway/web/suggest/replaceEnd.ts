import { splitWords } from '../../../subgraphs/directory/vocabulary/foldText';

/**
 * A text with other words for its last ones, whatever stands between them: `Kitas, Woh` with `Wohnen` for `Woh`. A text that
 * does not end with these words has them behind it.
 */
export function replaceEnd(text: string, words: string, by: string): string {
  const typed = text.normalize('NFC');
  const ending = splitWords(words).join('[^\\p{L}\\p{M}\\p{N}]+');
  return typed.replace(new RegExp(`(${ending})?[^\\p{L}\\p{M}\\p{N}]*$`, 'u'), (_, found: string | undefined) =>
    found === undefined ? ` ${by}` : by,
  );
}
