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

/** One thing in an import folder that has to be put right. */
export interface Problem {
  /** The file's name within the folder, or the folder itself. */
  readonly file: string;
  /** The line, counted from 1, or null when it is about the file as a whole. */
  readonly line: number | null;
  /** The column's name in the header (the field's name in city.yaml), or null when it is about the line as a whole. */
  readonly column: string | null;
  /** A sentence that follows on the column: what was expected and what was got. */
  readonly reason: string;
}

/** The problem in one line, such as `staff.csv:3 kind: must be one of PERSON, POST, UNIT, but got "BOSS".` */
function describeProblem({ file, line, column, reason }: Problem): string {
  const place = line === null ? file : `${file}:${line}`;
  return column === null ? `${place}: ${reason}` : `${place} ${column}: ${reason}`;
}

const SHOWN = 5;

/** The source cannot be imported as it is. It carries the problems found; nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';

  constructor(
    /** All of them, or the first thousand. */
    readonly problems: readonly Problem[],
    /** How many there are. */
    readonly count = problems.length,
  ) {
    super(summarise(problems, count));
  }
}

function summarise(problems: readonly Problem[], count: number): string {
  const total = count === 1 ? 'a problem' : `${count} problems`;
  const shown = problems.slice(0, SHOWN).map((problem) => `\n  ${describeProblem(problem)}`);
  const rest = count > SHOWN ? `\n  and ${count - SHOWN} more.` : '';
  return `The import found ${total} and changed nothing:${shown.join('')}${rest}`;
}

const LONGEST = 60;

/** What was got, for a message: quoted, with control characters escaped, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
