/** What stands in a text and is not seen: soft hyphens, spaces of no width, marks of direction (Unicode, Default_Ignorable_Code_Point). */
const UNSEEN = /\p{Default_Ignorable_Code_Point}+/gu;
/** A word that was divided at the end of a line, whether or not the line's end outlived the copying. */
const DIVIDED = /(?<=\p{L}{2})[-\u2010]\s+(?=(\p{Ll}+)(?![\p{L}\p{N}]))/gu;
/** After these, the hyphen stands for a part that two words share: `Kinder- und Jugendhilfe`, `jeugd- en gezinswerk`. */
const JOINING: ReadonlySet<string> = new Set([
  ...['und', 'oder', 'bzw', 'beziehungsweise', 'sowie', 'wie', 'als', 'statt', 'bis', 'noch', 'aber'],
  ...['en', 'of', 'dan', 'tot', 'maar', 'ook', 'and', 'or', 'to', 'but', 'plus'],
]);

/**
 * A text as somebody means it who copied it out of a PDF or a web page: ligatures and wide letters as plain ones (NFKC), without what is not
 * seen, words that were divided at the end of a line put together again, and a space in place of control characters, which are no words
 * and of which PostgreSQL refuses the NUL.
 */
export function cleanTyped(text: string): string {
  return text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(DIVIDED, (hyphen, next: string) => (JOINING.has(next) ? hyphen : ''))
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}

/** Whether there is anything in a text to look for. Signs and pictures alone are no word. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
