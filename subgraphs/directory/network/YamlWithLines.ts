import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { NetworkFileProblem } from './NetworkFile';

/** The way to a value: keys of mappings, and positions in lists counted from 0. */
export type YamlPath = readonly (string | number)[];

/** A YAML document that remembers on which line each value stands. */
export class YamlWithLines {
  /** Why it is no YAML; empty when it is. */
  readonly problems: readonly NetworkFileProblem[];
  /** The whole document as plain JavaScript; undefined when there are problems. */
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const problems = this.#document.errors.map(({ pos, message }) => ({
      line: this.#lines.linePos(pos[0]).line,
      reason: `The file is not YAML: ${message}`,
    }));
    if (problems.length === 0) {
      try {
        this.value = this.#document.toJS();
      } catch (cause) {
        // The parser bounds how far aliases may unfold, and refuses only here.
        problems.push({ line: 1, reason: `The file is not usable YAML: ${(cause as Error).message}` });
      }
    }
    this.problems = problems;
  }

  valueAt(path: YamlPath): unknown {
    return path.reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      this.value,
    );
  }

  /** The line, counted from 1, of a key and its value; where there is none, of the nearest thing around it. */
  lineOf(path: YamlPath): number {
    let node: unknown = this.#document.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      const [position, next] = stepInto(node, step);
      if (position === undefined) break;
      offset = position;
      node = next;
    }
    return this.#lines.linePos(offset).line;
  }
}

/** Where the value of a step stands (that of its key in a mapping), and the value. */
function stepInto(node: unknown, step: string | number): [offset?: number, node?: unknown] {
  if (isSeq(node) && typeof step === 'number') return [startOf(node.items[step]), node.items[step]];
  if (!isMap(node)) return [];
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return isPair(pair) ? [startOf(pair.key), pair.value] : [];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
