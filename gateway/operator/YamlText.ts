import { Document, isCollection, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';

/** What an entry can hold. */
export type YamlValue = string | number | boolean | readonly string[];

/** From the first character to the one behind the last. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The text of a YAML document that is changed in places, and stays as it was written everywhere else: comments, order,
 * blank lines, quotes. (`Document.toString` of yaml 2.9.1 keeps comments and order, but lays out lists and long texts
 * anew.) What it was asked for has to be checked by parsing: it knows common layouts, not all that YAML allows.
 */
export class YamlText {
  #text: string;
  #root: unknown;

  /** @param text sound YAML */
  constructor(text: string) {
    this.#text = text;
    this.#root = parseDocument(text).contents;
  }

  get text(): string {
    return this.#text;
  }

  /** The list at a key of the document. Each change makes it another one. */
  listAt(key: string): YAMLSeq | undefined {
    const list: unknown = isMap(this.#root) ? this.#root.get(key, true) : undefined;
    return isSeq(list) ? list : undefined;
  }

  /** Adds a mapping to the list at a key of the document, behind its last item, in the layout of that item. */
  push(key: string, fields: readonly (readonly [string, YamlValue])[]): void {
    const list = this.listAt(key);
    const last = list?.items.at(-1);
    if (list === undefined || (list.flow === true && last !== undefined)) throw new UnknownLayoutError(key);
    const lines = fields.map(([name, value]) => `${name}: ${inline(value)}`);
    if (!isNode(last)) {
      const { start, end } = spanOf(list);
      this.#replace({ start: this.#text.slice(0, start).trimEnd().length, end }, `\n${entry(lines, '  ')}`);
      return;
    }
    const dash = this.#dashOf(last);
    const end = this.#lineEnd(this.#contentEnd(last));
    const isAiry = list.items.length > 1 && /\n[ \t]*\n$/.test(this.#text.slice(0, this.#lineStart(dash)));
    const indent = this.#text.slice(this.#lineStart(dash), dash);
    this.#replace({ start: end, end }, `\n${isAiry ? '\n' : ''}${entry(lines, indent)}`);
  }

  /** Sets a field of a mapping, where it stands, or behind the last one. */
  set(map: YAMLMap, name: string, value: YamlValue): void {
    const { spans, pairs } = pairsOf(map);
    const index = pairs.findIndex(({ key }) => isScalar(key) && key.value === name);
    const known = pairs[index]?.value;
    if (index >= 0) {
      if (!isScalar(known) || known.type?.startsWith('BLOCK_') !== false) throw new UnknownLayoutError(name);
      this.#replace(spanOf(known), inline(value));
      return;
    }
    const last = spans.at(-1);
    if (last === undefined) throw new UnknownLayoutError(name);
    if (map.flow === true) {
      this.#replace({ start: last.end, end: last.end }, `, ${name}: ${inline(value)}`);
      return;
    }
    const end = this.#lineEnd(this.#trimmed(last.end));
    const indent = ' '.repeat(last.start - this.#lineStart(last.start));
    this.#replace({ start: end, end }, `\n${indent}${name}: ${inline(value)}`);
  }

  /** Takes a field out of a mapping. */
  delete(map: YAMLMap, name: string): void {
    const { spans, pairs } = pairsOf(map);
    const index = pairs.findIndex(({ key }) => isScalar(key) && key.value === name);
    if (index < 0) return;
    this.#cut(spans, index, map.flow === true || index === 0);
  }

  /** Takes an item out of a list. */
  remove(list: YAMLSeq, index: number): void {
    const spans = list.items.map((item) => ({
      start: list.flow === true ? spanOf(item).start : this.#dashOf(item),
      end: spanOf(item).end,
    }));
    if (list.flow !== true && spans.length === 1) {
      const [{ start, end } = { start: 0, end: 0 }] = spans;
      // On a line of its own, since a comment may stand above; a value has to be further in than its key.
      this.#replace({ start, end: this.#lineEnd(this.#trimmed(end)) }, '  []');
    } else this.#cut(spans, index, list.flow === true);
  }

  #cut(spans: readonly Span[], index: number, isFlow: boolean): void {
    const [before, span, after] = [spans[index - 1], spans[index], spans[index + 1]];
    if (span === undefined) return;
    if (isFlow) {
      if (before !== undefined) this.#replace({ start: before.end, end: span.end }, '');
      else this.#replace({ start: span.start, end: after?.start ?? span.end }, '');
      return;
    }
    const start = this.#lineStart(span.start);
    let end = Math.min(this.#text.length, this.#lineEnd(this.#trimmed(span.end)) + 1);
    // Of the blank lines above and below, one side is enough.
    if (index === 0 || this.#text.slice(0, start).endsWith('\n\n')) {
      while (this.#text.startsWith('\n', end)) end += 1;
    }
    this.#replace({ start, end }, '');
  }

  #replace({ start, end }: Span, text: string): void {
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    this.#root = parseDocument(this.#text).contents;
  }

  #dashOf(item: unknown): number {
    const { start } = spanOf(item);
    const dash = this.#text.lastIndexOf('-', start - 1);
    if (dash < this.#lineStart(start)) throw new UnknownLayoutError('a list');
    return dash;
  }

  #contentEnd(node: Node): number {
    return this.#trimmed(spanOf(node).end);
  }

  /** Before the white space that may belong to a node of several lines. */
  #trimmed(end: number): number {
    return this.#text.slice(0, end).trimEnd().length;
  }

  #lineStart(position: number): number {
    return this.#text.lastIndexOf('\n', position - 1) + 1;
  }

  #lineEnd(position: number): number {
    const end = this.#text.indexOf('\n', position);
    return end < 0 ? this.#text.length : end;
  }
}

/** The text is sound, and yet laid out in a way that cannot be changed in place. */
export class UnknownLayoutError extends Error {
  override readonly name = 'UnknownLayoutError';

  constructor(what: string) {
    super(`${what} is written in a way that only a person can change.`);
  }
}

function entry(lines: readonly string[], indent: string): string {
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`).join('\n');
}

/** A value on one line, which may stand in a mapping of several lines as well as between brackets. */
function inline(value: YamlValue): string {
  const document = new Document([value]);
  const list: unknown = document.contents;
  if (isCollection(list)) list.flow = true;
  return document.toString({ flowCollectionPadding: false, lineWidth: 0, singleQuote: true }).trim().slice(1, -1);
}

function pairsOf(map: YAMLMap): { readonly pairs: readonly Pair[]; readonly spans: readonly Span[] } {
  const pairs: readonly Pair[] = map.items;
  const spans = pairs.map(({ key, value }) => ({
    start: spanOf(key).start,
    end: isNode(value) ? spanOf(value).end : spanOf(key).end,
  }));
  return { pairs, spans };
}

function spanOf(node: unknown): Span {
  if (!isNode(node) || !node.range) throw new UnknownLayoutError('An entry');
  const [start, end] = node.range;
  return { start, end };
}
