// A joiner has work to do between two emoji that make one, and between letters of scripts that join or stack them: Arabic and
// Persian, Syriac, N'Ko, Mongolian, the scripts of India, Sinhala, Tibetan, Khmer, Burmese.
const EMOJI = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]`;
const JOINED = ['Arab', 'Syrc', 'Nkoo', 'Mong', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym']
  .concat('Sinh', 'Tibt', 'Khmr', 'Mymr')
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');

/** What nobody sees, and text needs all the same where it stands so. */
const NEEDED = [
  String.raw`(?<=${EMOJI})\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[${JOINED}])[\u200c\u200d](?=[${JOINED}])`,
  // After a virama also at the end of a word, where older Malayalam has it.
  String.raw`(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d]`,
  // How a character is drawn: as an emoji or not, and the form of a Chinese or Mongolian one.
  String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]`,
  String.raw`(?<=\p{Unified_Ideograph})[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]`,
  // The flags of England, Scotland and Wales.
  String.raw`(?<=\u{1f3f4})\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
].join('|');

/**
 * Control characters (Cc), half surrogates (Cs), private use (Co), noncharacters, whatever Unicode has programs ignore
 * (Default_Ignorable_Code_Point: direction controls, zero-width spaces, soft hyphens, fillers, tags, variation selectors),
 * and annotations between lines.
 */
const UNSEEN = String.raw`[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`;
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Nothing of that kind, as in most texts: to see that takes a quarter of the time. */
const plain = /^[\n\t\x20-\x7e\xa1-\xac\xae-\u02ff]*$/;
const anyToClean = new RegExp(String.raw`(?![\n\t])${UNSEEN}|[\u2028\u2029]`, 'u');
const neededOrUnseen = new RegExp(String.raw`(${NEEDED})|(?![\n\t])${UNSEEN}`, 'gu');

/**
 * A text of somebody else without what could steer a terminal, turn the direction of the text around it, or hide something
 * in it. Line feeds and tabs stay, other line breaks become line feeds; letters, marks and emoji stay, with the joiners that
 * they need. Nothing is normalised: a text that has nothing of that kind is given back as it is.
 */
export function cleanText(text: string): string {
  return !plain.test(text) && anyToClean.test(text) ? text.replace(BREAKS, '\n').replace(neededOrUnseen, '$1') : text;
}

/** The same on one line, for a name, a cell or a message. */
export function cleanLine(text: string): string {
  const clean = cleanText(text);
  return /[\n\t]/.test(clean) ? clean.replace(/[\n\t]+/g, ' ') : clean;
}

/** A text for whoever has to find what is wrong with it: what is taken out of others is spelled, such as `\u001b`. */
export function spellUnseen(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(neededOrUnseen, (found, needed: string | undefined) => needed ?? escapeOf(found));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).padStart(4, '0');
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
}

/** Spaces, marks that stand on no letter, and the one sign of Braille that has no point. */
const seen = /[^\p{Z}\p{C}\p{M}\u2800]/u;

/** Whether there is anything to be seen in a text, when it was cleaned. */
export function isSeen(text: string): boolean {
  return seen.test(text);
}

/** A text of at most so many characters (code points), which ends in "…" where it was longer. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // No more of it is looked at than can count.
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** What a city may say in an error, or as a reason: a short line. What nobody sees stands for a space between words there. */
export function safeText(text: string, maxLength = 200): string {
  // \p{C}: control, format, surrogate, private use and unassigned characters.
  const line = text.slice(0, 5 * maxLength).replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
  return cutText(cleanLine(line).trim(), maxLength);
}
