import { MAX_LINE } from './bounds';

/** Letters that Unicode does not take apart, as they are written without them. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ς: 'σ' },
};
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/**
 * The form of a title, or of a name, by which hits are ordered with `order: TITLE`. Cities and hub come to one order, since
 * they compare this form byte by byte in UTF-8, whatever a database or a language thinks of it:
 *
 * 1. take it apart by compatibility (Unicode NFKD) and leave out marks and what is not seen (categories M and Cf): `Ü` becomes `U`;
 * 2. lower case, whatever the language, and once more as in 1: `U` becomes `u`;
 * 3. `ß` becomes `ss`, `æ` `ae`, `œ` `oe`, `ø` `o`, `đ` and `ð` `d`, `þ` `th`, `ł` `l`, `ı` `i`, and `ς` `σ`;
 * 4. all between letters and digits (categories L and N) becomes one space, and none is left at the ends;
 * 5. of more than 300 characters (code points) the first 300 are left.
 *
 * `„Straße" – Übergänge 2` becomes `strasse ubergange 2`. What is folded stays as it is when it is folded again.
 */
export function foldTitle(title: string): string {
  const folded = title
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded.length <= MAX_LINE ? folded : Array.from(folded).slice(0, MAX_LINE).join('').trimEnd();
}

/** Compares folded titles as their bytes in UTF-8 stand. */
export function compareFolded(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rankOf(one.charCodeAt(at)) - rankOf(other.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Half a character from beyond the first plane: in UTF-8 those stand behind all others. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
