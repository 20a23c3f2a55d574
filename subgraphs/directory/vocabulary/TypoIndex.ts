/** From this many letters on, the first or the last letter may be the wrong one: Binder is not Kinder, Schulz not Schule. */
const LETTERS_FOR_A_WRONG_END = 7;

const NO_DIGITS = /\P{Number}+/gu;

/** Words of one length. */
interface Bucket {
  readonly words: Set<string>;
  /** For words with one typo and for words with two; made when it is first asked for. */
  readonly byPiece: Map<number, ReadonlyMap<string, readonly string[]>>;
}

interface Piece {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the words for which another word may be a slip of the finger, without a look at all of them. A word that may
 * have k typos is cut into k + 1 pieces, with at least a letter between one and the next. Each typo (a letter put in,
 * left out, changed, or swapped with its neighbour) spoils one piece at most, so that at least one stands in the other
 * word as it is, shifted by k letters at most. Only words that share a piece are compared.
 */
export class TypoIndex {
  readonly #buckets = new Map<number, Bucket>();
  readonly #most: number;

  /** @param most how many typos a word may have at most, 1 or 2; short words may have fewer: see `typosAllowed` */
  constructor(most: 1 | 2) {
    this.#most = most;
  }

  /** Takes up a folded word. */
  add(word: string): void {
    if (this.#typosIn(word.length) === 0) return;
    const bucket = this.#buckets.get(word.length) ?? { words: new Set(), byPiece: new Map() };
    bucket.words.add(word);
    bucket.byPiece.clear();
    this.#buckets.set(word.length, bucket);
  }

  /** Makes what is otherwise made when it is first asked for, step by step. */
  *prepare(): Iterable<unknown> {
    for (const [length, bucket] of this.#buckets) {
      for (let typos = 1; typos <= this.#typosIn(length); typos++) yield wordsByPiece(bucket, length, typos);
    }
  }

  /**
   * The nearest words: those with one typo inside; if there are none, those with a wrong first or last letter; if there
   * are none, those with two typos, the first letter right. None for a word that is there.
   */
  near(word: string): readonly string[] {
    const byGrade: readonly Set<string>[] = [new Set(), new Set(), new Set(), new Set()];
    // Words with one typo are cut into longer pieces, which fewer words share; those with two are seldom needed.
    for (let typos = 1; typos <= this.#typosIn(word.length); typos++) {
      for (const candidate of this.#candidates(word, typos)) {
        const grade = gradeOf(word, candidate, typos);
        if (grade !== undefined) byGrade[grade]?.add(candidate);
      }
      const nearest = byGrade.findIndex(({ size }) => size > 0);
      if (nearest >= 0) return nearest === 0 ? [] : [...(byGrade[nearest] ?? [])];
    }
    return [];
  }

  /** Words that may have so many typos and share a piece with it. */
  *#candidates(word: string, typos: number): Iterable<string> {
    for (let length = word.length - typos; length <= word.length + typos; length++) {
      const bucket = this.#buckets.get(length);
      if (bucket === undefined || this.#typosIn(length) < typos) continue;
      const words = wordsByPiece(bucket, length, typos);
      for (const piece of cut(length, typos)) {
        for (let shift = -typos; shift <= typos; shift++) {
          if (piece.start + shift >= 0) yield* words.get(keyOf(piece, word, typos, shift)) ?? [];
        }
      }
    }
  }

  #typosIn(length: number): number {
    return Math.min(this.#most, typosAllowed(length));
  }
}

/** The pieces of words of a length. */
function cut(length: number, typos: number): readonly Piece[] {
  const letters = Math.floor((length - typos) / (typos + 1));
  return Array.from({ length: typos + 1 }, (_, number) => {
    const start = Math.floor((number * (length - letters)) / typos);
    return { number, start, end: start + letters };
  });
}

function wordsByPiece(
  { words, byPiece }: Bucket,
  length: number,
  typos: number,
): ReadonlyMap<string, readonly string[]> {
  let grouped = byPiece.get(typos);
  if (grouped === undefined) byPiece.set(typos, (grouped = groupByPiece(words, length, typos)));
  return grouped;
}

function groupByPiece(words: Iterable<string>, length: number, typos: number): ReadonlyMap<string, readonly string[]> {
  const pieces = cut(length, typos);
  const byPiece = new Map<string, string[]>();
  for (const word of words) {
    for (const piece of pieces) {
      const key = keyOf(piece, word, typos, 0);
      const sharing = byPiece.get(key);
      if (sharing === undefined) byPiece.set(key, [word]);
      else sharing.push(word);
    }
  }
  return byPiece;
}

function keyOf({ number, start, end }: Piece, word: string, typos: number, shift: number): string {
  // With two typos the first letter is right, which leaves few of the many words that have a short piece in common.
  return `${typos === 1 ? '' : word.charAt(0)}${number}${word.slice(start + shift, end + shift)}`;
}

/** 0 for the same word, 1 to 3 as in `near`, undefined for a word that is too far. */
function gradeOf(one: string, other: string, allowed: number): number | undefined {
  const distance = editDistance(one, other, allowed);
  if (distance > allowed) return undefined;
  if (distance === 0) return 0;
  // 2030 and 2031 are two years, and neither is a typo.
  if (one.replace(NO_DIGITS, '') !== other.replace(NO_DIGITS, '')) return undefined;
  const sameFirst = one[0] === other[0];
  if (distance === 2) return sameFirst ? 3 : undefined;
  if (sameFirst && one.at(-1) === other.at(-1)) return 1;
  return Math.min(one.length, other.length) >= LETTERS_FOR_A_WRONG_END ? 2 : undefined;
}

/** How many typos a word of so many letters may have and still be taken for another: a short word must be right. */
export function typosAllowed(letters: number): 0 | 1 | 2 {
  if (letters < 5) return 0;
  return letters < 9 ? 1 : 2;
}

/**
 * How many letters must be put in, left out, changed, or swapped with their neighbour to make one word the other
 * (optimal string alignment distance). Stops at `bound`: a result above it only says "more".
 */
export function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  // What is common at the beginning and at the end needs no edit, and is most of two words that are near.
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  // One edit touches two letters at most, which are next to each other.
  if (bound === 1 && Math.max(aEnd, bEnd) - start > 2) return 2;
  return alignmentDistance(a.slice(start, aEnd), b.slice(start, bEnd), bound);
}

function alignmentDistance(a: string, b: string, bound: number): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let leastOfRow = row;
    for (let column = 1; column <= b.length; column++) {
      const changed = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + changed);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, at(beforeLast, column - 2) + 1);
      }
      current.push(least);
      leastOfRow = Math.min(leastOfRow, least);
    }
    if (leastOfRow > bound) return bound + 1;
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
