import type { ConceptCount, Summary } from './Summary';

export type Section = keyof Pick<Summary, 'public' | 'network'>;

/** What a summary counts, in the order of the columns. */
const KINDS = [
  'staff',
  'programmes',
  'exchanges',
  'offers',
  'needs',
] as const satisfies readonly (keyof ConceptCount)[];

/** Of an entry: the kinds in `public`, then the kinds in `network`. */
const COLUMNS = 2 * KINDS.length;

export function columnOf(section: Section, kind: keyof ConceptCount): number {
  return KINDS.indexOf(kind) + (section === 'public' ? 0 : KINDS.length);
}

const FIRST_ENTRIES = 4;
/** Small steps: room that is not used is the price of every concept. */
const GROWTH = 1.25;

/** What the cities count on one concept. A city is a number here, its slot in the index. */
export class ConceptPosting {
  #size = 0;
  /** Ascending. Only the first `size` hold. */
  #slots = new Int32Array(FIRST_ENTRIES);
  /** `COLUMNS` for each slot; wide only once a city counts that much. */
  #counts: Uint16Array | Uint32Array = new Uint16Array(FIRST_ENTRIES * COLUMNS);

  constructor(readonly concept: string) {}

  /** How many cities count something. */
  get size(): number {
    return this.#size;
  }

  slotAt(at: number): number {
    return this.#slots[at] ?? -1;
  }

  countAt(at: number, column: number): number {
    return this.#counts[at * COLUMNS + column] ?? 0;
  }

  /** What an entry counts in these sections together; undefined for nothing. */
  countsAt(at: number, sections: readonly Section[]): ConceptCount | undefined {
    const sum = (kind: keyof ConceptCount) =>
      sections.reduce((total, section) => total + this.countAt(at, columnOf(section, kind)), 0);
    const counts = {
      staff: sum('staff'),
      programmes: sum('programmes'),
      exchanges: sum('exchanges'),
      offers: sum('offers'),
      needs: sum('needs'),
    };
    return KINDS.some((kind) => counts[kind] > 0) ? counts : undefined;
  }

  /** Adds what an entry counts for a viewer to a sum. Whether that is anything. */
  addTo(
    sum: { -readonly [Kind in keyof ConceptCount]: number },
    at: number,
    { anonymous }: { readonly anonymous: boolean },
  ): boolean {
    let counted = 0;
    for (const [column, kind] of KINDS.entries()) {
      const count = this.countAt(at, column) + (anonymous ? 0 : this.countAt(at, column + KINDS.length));
      sum[kind] += count;
      counted += count;
    }
    return counted > 0;
  }

  countsOf(slot: number, section: Section): ConceptCount | undefined {
    const at = this.placeOf(slot);
    return this.#has(at, slot) ? this.countsAt(at, [section]) : undefined;
  }

  set(slot: number, visible: ConceptCount | undefined, hidden: ConceptCount | undefined): void {
    const at = this.placeOf(slot);
    if (!this.#has(at, slot)) this.#insert(at, slot);
    const row = [visible, hidden].flatMap((counts) => KINDS.map((kind) => counts?.[kind] ?? 0));
    if (this.#counts instanceof Uint16Array && row.some((count) => count > 0xffff)) {
      this.#counts = new Uint32Array(this.#counts);
    }
    this.#counts.set(row, at * COLUMNS);
  }

  delete(slot: number): void {
    const at = this.placeOf(slot);
    if (!this.#has(at, slot)) return;
    this.#slots.copyWithin(at, at + 1, this.#size);
    this.#counts.copyWithin(at * COLUMNS, (at + 1) * COLUMNS, this.#size * COLUMNS);
    this.#size -= 1;
  }

  /** Where a slot stands among the entries, or would stand. */
  placeOf(slot: number): number {
    let [low, high] = [0, this.#size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.slotAt(middle) < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #has(at: number, slot: number): boolean {
    return at < this.#size && this.#slots[at] === slot;
  }

  #insert(at: number, slot: number): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots.copyWithin(at + 1, at, this.#size);
    this.#counts.copyWithin((at + 1) * COLUMNS, at * COLUMNS, this.#size * COLUMNS);
    this.#slots[at] = slot;
    this.#size += 1;
  }

  #grow(): void {
    const room = Math.ceil(this.#slots.length * GROWTH);
    const [slots, counts] = [this.#slots, this.#counts];
    this.#slots = new Int32Array(room);
    this.#slots.set(slots);
    this.#counts = counts instanceof Uint16Array ? new Uint16Array(room * COLUMNS) : new Uint32Array(room * COLUMNS);
    this.#counts.set(counts);
  }
}
