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

const NO_ASCII = /[^\p{ASCII}]/u;

/** Text as it is compared: lower case, without accents, without ligatures: `Straße` → `strasse`, `Coördinatie` → `coordinatie`. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (!NO_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** The ways in which a text may be typed: folded, and with German umlauts written out: `Bürger` → `burger`, `buerger`. */
export function spellings(text: string): readonly string[] {
  const folded = foldText(text);
  const writtenOut = foldText(
    text
      .normalize('NFC')
      .replace(/[äöü]/gi, (umlaut) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[umlaut.toLowerCase()] ?? umlaut),
  );
  return writtenOut === folded ? [folded] : [folded, writtenOut];
}

/**
 * The folded texts that somebody who typed this may mean, so that of a label no more than its folded text needs to be
 * kept: its spellings, and what it would be if its `ae`, `oe` and `ue` were umlauts: `Buerger` → `buerger`, `burger`.
 */
export function readings(typed: string): readonly string[] {
  const spelled = spellings(typed);
  const withUmlauts = foldText(typed).replace(/ae|oe|(?<![aeoq])ue/g, (pair) => pair.charAt(0));
  return spelled.includes(withUmlauts) ? spelled : [...spelled, withUmlauts];
}

/** The words of a text as they stand: runs of letters and digits, so that `Städte-Region` is two. */
export function splitWords(text: string): readonly string[] {
  return text.normalize('NFC').match(/[\p{Letter}\p{Mark}\p{Number}]+/gu) ?? [];
}
