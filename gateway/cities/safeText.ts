/** What a city may say in an error: one line of at most 200 characters, without control or direction characters. */
export function safeText(text: string): string {
  // \p{C}: control, format, surrogate, private use and unassigned characters.
  const line = text
    .slice(0, 1_000)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= 200 ? line : `${characters.slice(0, 199).join('')}…`;
}
