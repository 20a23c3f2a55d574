/**
 * Text of a city without what could steer a terminal, a spreadsheet or the direction of the text around it: control
 * characters (Unicode category Cc), line separators, and the bidirectional controls of Unicode's UAX #9. Breaks and tabs
 * become a space.
 */
export function stripControls(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
