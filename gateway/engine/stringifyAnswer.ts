import { isTurnOver, nextTurn } from './turns';

/** Values that are written without a pause. */
const MAX_AT_ONCE = 1_000;

/** The JSON of an answer. A large one is written piece by piece, and others go on meanwhile. */
export async function stringifyAnswer(answer: object): Promise<string> {
  const pieces: string[] = [];

  async function write(value: unknown): Promise<void> {
    if (typeof value !== 'object' || value === null || countUpTo(value, MAX_AT_ONCE) < MAX_AT_ONCE) {
      pieces.push(JSON.stringify(value));
      if (isTurnOver()) await nextTurn(pieces);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        pieces.push(index === 0 ? '[' : ',');
        await write(item ?? null);
      }
      pieces.push(']');
    } else {
      let before = '{';
      for (const [key, member] of Object.entries(value)) {
        if (member === undefined) continue;
        pieces.push(`${before}${JSON.stringify(key)}:`);
        await write(member);
        before = ',';
      }
      pieces.push(before === '{' ? '{}' : '}');
    }
  }

  await write(answer);
  return `${pieces.join('')}\n`;
}

/** How many values there are within a value, itself included, or the limit. Long texts count as several. */
function countUpTo(value: unknown, limit: number): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / 1_000);
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  if (Array.isArray(value) && value.length >= limit) return limit;
  for (const key in value) {
    count += countUpTo((value as Record<string, unknown>)[key], limit - count);
    if (count >= limit) return limit;
  }
  return count;
}
