/** How much of a record was disclosed: that it matched a question and how, or fields of the record itself. */
export type Extent = 'HIT' | 'RECORD';

/** The personal records that one answer discloses, gathered while it is made. */
export class Disclosures {
  readonly #records = new Set<string>();
  readonly #hits = new Set<string>();

  /** Takes the key of a staff record, again and again if need be. */
  add(staffKey: string, extent: Extent): void {
    (extent === 'RECORD' ? this.#records : this.#hits).add(staffKey);
  }

  /** Each record once; one that was read was found, too. */
  list(): readonly { readonly staffKey: string; readonly extent: Extent }[] {
    const found = [...this.#hits].filter((staffKey) => !this.#records.has(staffKey));
    return [
      ...[...this.#records].map((staffKey) => ({ staffKey, extent: 'RECORD' as const })),
      ...found.map((staffKey) => ({ staffKey, extent: 'HIT' as const })),
    ];
  }
}
