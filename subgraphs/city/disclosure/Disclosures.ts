/**
 * How much of a record was disclosed. ID: that there is one, by its id or its place in a list. HIT: that it matched a
 * question, and how. RECORD: fields of the record itself.
 */
export type Extent = 'ID' | 'HIT' | 'RECORD';

/** Each says what those before it say. */
const EXTENTS: readonly Extent[] = ['ID', 'HIT', 'RECORD'];

/** Up to how many persons a count tells of each of them: it is entered with their keys. */
export const MOST_NAMED = 20;

/** A question about persons that was answered in counts. */
export interface DisclosedCount {
  /** The concepts that were asked for. */
  readonly concepts: readonly string[];
  /** The further conditions, by their names. Words that were asked for are not told: they can be a name. */
  readonly filter: object;
  readonly total: number;
  /** Whether it was also told how the persons divide. */
  readonly facets: boolean;
  /** The keys of those who were counted, where these are `MOST_NAMED` or fewer. */
  readonly keys: readonly string[] | null;
}

/** The personal records that one answer discloses, gathered while it is made. */
export class Disclosures {
  readonly #records = new Map<string, Extent>();
  readonly #counts = new Map<string, DisclosedCount>();

  /** Takes the key of a staff record, again and again if need be. */
  add(staffKey: string, extent: Extent): void {
    const known = this.#records.get(staffKey);
    if (known === undefined || EXTENTS.indexOf(known) < EXTENTS.indexOf(extent)) this.#records.set(staffKey, extent);
  }

  /** Takes a count, again and again if need be. */
  addCount(count: DisclosedCount): void {
    this.#counts.set(JSON.stringify(count), count);
  }

  /** Each record once, with the most that was disclosed of it. */
  get records(): readonly { readonly staffKey: string; readonly extent: Extent }[] {
    return [...this.#records].map(([staffKey, extent]) => ({ staffKey, extent }));
  }

  /** Each question once. */
  get counts(): readonly DisclosedCount[] {
    return [...this.#counts.values()];
  }
}
