import type { Random } from '../../../subgraphs/city/generate/createRandom';
import { createRandom } from '../../../subgraphs/city/generate/createRandom';

const KEYS = Array.from('abcdefghijklmnopqrstuvwxyz') as [string, ...string[]];

/** Each turns a text, its characters, into another one. */
const EDITS: readonly [Edit, ...Edit[]] = [
  (text, random) => text.toSpliced(random.integer(text.length + 1), 0, random.pick(KEYS)),
  (text, random) => text.toSpliced(random.integer(text.length), 1),
  (text, random) => text.with(random.integer(text.length), random.pick(KEYS)),
  (text, random) => {
    const left = random.integer(text.length - 1);
    return text.toSpliced(left, 2, text[left + 1]!, text[left]!);
  },
];

type Edit = (text: readonly string[], random: Random) => string[];

/**
 * A text with one random edit, anywhere, in spaces too: a letter put in, a character left out, one made another letter,
 * or two swapped. The same for the same seed and number.
 *
 * @param text at least two characters that differ
 */
export function misspell(text: string, seed: number, number: number): string {
  const random = createRandom(seed, 'question', number);
  for (;;) {
    const edited = random.pick(EDITS)(Array.from(text), random).join('');
    // Two equal letters swapped, or a letter made the one that it was, are no edit.
    if (edited !== text) return edited;
  }
}
