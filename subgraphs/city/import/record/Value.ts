import { quoted } from '../quoted';
import { findDamage } from './findDamage';

/** What a single piece of text in an import can stand for. */
export interface Value<T> {
  /** What is expected, as it follows on "must be". */
  readonly expected: string;
  /** The value, or undefined when the text is not what is expected. The text is trimmed and not empty. */
  readonly read: (text: string) => T | undefined;
}

/** What came of reading a text: its value, or why it is refused. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Reads a text as a value; the reason for refusing it says what was expected and what was got. */
export function readValue<T>(value: Value<T>, text: string): Reading<T> {
  if (text === '') return { ok: false, reason: `must be ${value.expected}, but is empty.` };
  const damage = findDamage(text);
  if (damage !== undefined) {
    return { ok: false, reason: `must be ${value.expected}, but got ${quoted(text)}, which ${damage}.` };
  }
  const read = value.read(text);
  if (read === undefined) return { ok: false, reason: `must be ${value.expected}, but got ${quoted(text)}.` };
  return { ok: true, value: read };
}
