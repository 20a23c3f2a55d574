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
export function describeProblem({ file, line, column, reason }: Problem): string {
  const place = line === null ? file : `${file}:${line}`;
  return column === null ? `${place}: ${reason}` : `${place} ${column}: ${reason}`;
}
