import type { Problem } from './Problem';

/** More than anybody reads; a file of a million bad lines is no reason to hold a million problems in memory. */
const KEPT = 1000;

/** The problems found so far: the first of them, and how many there are. */
export class Problems {
  private readonly found: Problem[] = [];
  private all = 0;

  get count(): number {
    return this.all;
  }

  add(file: string, line: number | null, column: string | null, reason: string): void {
    this.all += 1;
    if (this.found.length < KEPT) this.found.push({ file, line, column, reason });
  }

  /** Counts problems that are not told one by one. */
  addUntold(count: number): void {
    this.all += count;
  }

  /** Those kept: of none of the files first, then by the order of the files, and within each by line. */
  inOrder(files: readonly string[]): readonly Problem[] {
    const byFile = (a: Problem, b: Problem) => files.indexOf(a.file) - files.indexOf(b.file);
    return this.found.toSorted((a, b) => byFile(a, b) || (a.line ?? 0) - (b.line ?? 0));
  }
}
