/** What a city may say, in an error for one: a short line, without control or direction characters. */
export function safeText(text: string, maxLength = 200): string {
  // \p{C}: control, format, surrogate, private use and unassigned characters.
  const line = text
    .slice(0, 5 * maxLength)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}
