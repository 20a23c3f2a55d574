import { cleanLine } from './cleanText';
import { cutText } from './cutText';

/** What a city may say in an error, or as a reason: a short line. What nobody sees stands for a space between words there. */
export function safeText(text: string, maxLength = 200): string {
  // \p{C}: control, format, surrogate, private use and unassigned characters.
  const line = text.slice(0, 5 * maxLength).replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
  return cutText(cleanLine(line).trim(), maxLength);
}
