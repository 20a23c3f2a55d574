import { randomBytes } from 'node:crypto';

const DRAWN_BYTES = 4096;

let digits = '';
let used = 0;

/** So many random hexadecimal digits. They are drawn many at a time: it takes as long as to draw few. */
export function randomDigits(count: number): string {
  if (used + count > digits.length) {
    digits = randomBytes(DRAWN_BYTES).toString('hex');
    used = 0;
  }
  used += count;
  return digits.slice(used - count, used);
}
