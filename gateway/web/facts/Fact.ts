/** Something that a record says, by its name, as a page and a terminal show it. */
export interface Fact {
  readonly name: string;
  readonly lines: readonly Line[];
  /** Whether it is what a reader has to know before copying it. */
  readonly warns?: boolean;
}

/** What stands beside each other. */
export type Line = readonly Piece[];

/** A text of a city, or of the hub about it. */
export interface Piece {
  readonly text: string;
  /** BCP 47 tag, where it is known and can be another than the reader's. */
  readonly lang?: string | undefined;
  /** Where it leads to: `https:`, `http:`, `mailto:` or `tel:`. */
  readonly href?: string | undefined;
  /** Id of what it names, where that has a page of its own. */
  readonly id?: string | undefined;
}

/** What is known may be null or empty; what is neither becomes one line. */
type Known = string | null | undefined;

/** A fact of a line for each text; undefined where none is known. */
export function tell(name: string, ...texts: readonly Known[]): Fact | undefined {
  return list(
    name,
    texts.map((text) => [text]),
  );
}

/** A fact of lines whose parts may be missing; undefined where none is left. */
export function list(name: string, lines: readonly (readonly (Piece | Known)[])[]): Fact | undefined {
  const known = lines.map((line) => lineOf(...line)).filter((line) => line.length > 0);
  return known.length === 0 ? undefined : { name, lines: known };
}

/** Of parts that may be missing, those that are known. */
export function lineOf(...parts: readonly (Piece | Known)[]): Line {
  return parts.flatMap((part) => (isKnown(part) ? [typeof part === 'string' ? { text: part } : part] : []));
}

function isKnown(part: Piece | Known): part is Piece | string {
  return part !== undefined && part !== null && (typeof part === 'string' ? part : part.text) !== '';
}

/** Those facts of which something is known. */
export function only(...facts: readonly (Fact | undefined)[]): readonly Fact[] {
  return facts.filter((fact) => fact !== undefined);
}
