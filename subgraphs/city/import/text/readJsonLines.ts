import type { Cell } from '../columns/Column';
import { quoted } from '../Problems';
import type { TextPiece } from './TextDecoding';
import type { Damage, Found, TextRecord } from './TextRecord';

/**
 * Reads JSON lines: an object on each line, with columns as its names. `true` and `false` stand for their text, `null` for
 * an empty cell, and an array for a list. A number that JSON does not hold exactly is damage. Blank lines are passed over.
 */
export async function* readJsonLines(pieces: AsyncIterable<TextPiece>): AsyncGenerator<Found> {
  const known = new Map<string, readonly string[]>();
  for await (const { text, linesBefore } of pieces) {
    const records: TextRecord[] = [];
    const damage: Damage[] = [];
    for (const [index, content] of text.split('\n').entries()) {
      if (content.trim() === '') continue;
      const line = linesBefore + index + 1;
      const object = parseObject(content);
      if (object === undefined) {
        const reason = `must be an object of JSON such as {"key": "a1"}, but got ${quoted(content.trim())}.`;
        damage.push({ line, column: null, reason });
        continue;
      }
      const names = Object.keys(object);
      const signature = JSON.stringify(names);
      const headings = known.get(signature) ?? names;
      if (known.size < 1000) known.set(signature, headings);
      const cells = headings.map((column) => {
        const cell = cellOf(object[column]);
        if (cell === undefined) {
          damage.push({ line, column, reason: describeDamage(object[column]) });
        }
        return cell;
      });
      if (cells.every((cell) => cell !== undefined)) records.push({ line, headings, cells });
    }
    yield { records, damage };
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told by the caller.
  }
  return undefined;
}

function cellOf(value: unknown): Cell | undefined {
  if (value === null) return '';
  if (typeof value === 'number') return isExact(value) ? value : undefined;
  if (!Array.isArray(value)) return textOf(value);
  const items = value.map(textOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return isExact(value) ? String(value) : undefined;
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** Fifteen digits of a decimal number come through a float as they are. */
function isExact(value: number): boolean {
  return Number.isSafeInteger(value) || String(Math.abs(value)).replace(/^[0.]+|\./g, '').length <= 15;
}

function describeDamage(value: unknown): string {
  const got = quoted(JSON.stringify(value));
  if (typeof value === 'number') return `must be a text, such as ${got}, since JSON loses digits of so long a number.`;
  return `must be a text, a number or a list of these, but got ${got}.`;
}
