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
