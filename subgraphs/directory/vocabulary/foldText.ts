/** Letters that Unicode does not decompose, as they are written where they are missing from the keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Text as it is compared: lower case, without accents, without ligatures: `Straße` → `strasse`, `Coördinatie` → `coordinatie`. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** The ways in which a text may be typed: folded, and with German umlauts written out: `Bürger` → `burger`, `buerger`. */
export function spellings(text: string): readonly string[] {
  const writtenOut = text
    .normalize('NFC')
    .replace(/[äöü]/gi, (umlaut) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[umlaut.toLowerCase()] ?? umlaut);
  return [...new Set([foldText(text), foldText(writtenOut)])];
}

/** The words of a text as they stand: runs of letters and digits, so that `Städte-Region` is two. */
export function splitWords(text: string): readonly string[] {
  return text.normalize('NFC').match(/[\p{Letter}\p{Mark}\p{Number}]+/gu) ?? [];
}
