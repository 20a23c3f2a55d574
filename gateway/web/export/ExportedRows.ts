import type { Coverage } from '../search/SearchAnswer';
import type { HitTable } from './tabulate';

type Row = HitTable['rows'][number];

/** What a file holds so far, and what cities gave that does not belong into it. */
export class ExportedRows {
  readonly #ids = new Set<string>();
  readonly #given = new Map<string, number>();
  readonly #repeating = new Set<string>();
  #hits = 0;
  #missing = 0;

  /** Hits read, also those without a row of their own. */
  get hits(): number {
    return this.#hits;
  }

  /** Of a page's rows, which begin with the record's id, those that are not in the file yet. */
  add(rows: readonly Row[], hits: number): readonly Row[] {
    this.#hits += hits;
    this.#missing += hits - rows.length;
    return rows.filter(([first]) => {
      const id = String(first);
      const cityId = id.slice(0, id.indexOf(':'));
      if (this.#ids.has(id)) {
        this.#repeating.add(cityId);
        return false;
      }
      this.#ids.add(id);
      this.#given.set(cityId, (this.#given.get(cityId) ?? 0) + 1);
      return true;
    });
  }

  /**
   * What is not as it should be, in sentences.
   *
   * @param isWhole whether the file holds all that cities gave, from the first to the last
   */
  describe(coverage: Coverage, isWhole: boolean): string[] {
    const told: string[] = [];
    if (this.#missing > 0) {
      told.push(
        `INCOMPLETE: ${this.#missing} found without details, for their cities could not be reached or do not know them.`,
      );
    }
    const repeating = coverage.cities.filter(({ city }) => this.#repeating.has(city.id));
    if (repeating.length > 0) {
      told.push(`Gave records twice, which stand here once: ${repeating.map(({ city }) => city.name).join(', ')}.`);
    }
    // What has no details cannot be told from what was never given.
    if (isWhole && this.#missing === 0) {
      const short = coverage.cities.flatMap(({ city, status, hits }) => {
        const given = this.#given.get(city.id) ?? 0;
        return status === 'ANSWERED' && hits !== null && hits > given ? [`${city.name} ${given} of ${hits}`] : [];
      });
      if (short.length > 0) told.push(`INCOMPLETE: gave fewer records than they say they have: ${short.join(', ')}.`);
    }
    return told;
  }
}
