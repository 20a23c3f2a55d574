/** Collects the values of a statement that is put together from parts. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** Takes a value and gives the placeholder that stands for it. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** The same for texts from outside. PostgreSQL knows no U+0000; a space makes of such a text one that is found nowhere. */
  bindTexts(texts: readonly string[]): string {
    return `${this.bind(texts.map((text) => text.replaceAll('\0', ' ')))}::text[]`;
  }
}
