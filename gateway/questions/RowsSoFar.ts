import { questionTextsOf } from '../web/language/questionTexts';
import type { Texts } from '../web/language/Texts';
import type { Coverage } from './Coverage';
import type { Page, Row } from './Question';

/** What an answer holds so far, and what cities gave that does not belong into it. */
export class RowsSoFar {
  readonly #ids = new Set<string>();
  readonly #given = new Map<string, number>();
  readonly #repeating = new Set<string>();
  #found = 0;
  #missing = 0;
  #characters = 0;

  /** Records read, also those without a row of their own. */
  get found(): number {
    return this.#found;
  }

  /** Rows of their own. */
  get count(): number {
    return this.#ids.size;
  }

  /** Of all values. */
  get characters(): number {
    return this.#characters;
  }

  /** Of a page's rows, those that are not in the answer yet. */
  add({ rows, found }: Page): readonly Row[] {
    this.#found += found;
    this.#missing += found - rows.length;
    return rows.filter(({ id, cityId = '', values }) => {
      if (this.#ids.has(id)) {
        this.#repeating.add(cityId);
        return false;
      }
      this.#ids.add(id);
      this.#given.set(cityId, (this.#given.get(cityId) ?? 0) + 1);
      for (const value of values) this.#characters += typeof value === 'string' ? value.length : 8;
      return true;
    });
  }

  /**
   * What is not as it should be, in sentences.
   *
   * @param isWhole whether the answer holds all that cities gave, from the first to the last
   */
  describe(coverage: Coverage | undefined, isWhole: boolean, { language }: Texts): readonly string[] {
    const texts = questionTextsOf(language);
    const cities = coverage?.from === 'cities' ? coverage.cities : [];
    const told: string[] = [];
    if (this.#missing > 0) told.push(texts.withoutDetails(this.#missing));
    const repeating = cities.filter(({ city }) => this.#repeating.has(city.id));
    if (repeating.length > 0) told.push(texts.gaveTwice(repeating.map(({ city }) => city.name).join(', ')));
    // What has no details cannot be told from what was never given.
    if (isWhole && this.#missing === 0) {
      const short = cities.flatMap(({ city, status, hits }) => {
        const given = this.#given.get(city.id) ?? 0;
        return status === 'ANSWERED' && hits !== null && hits > given ? [texts.fewerOf(city.name, given, hits)] : [];
      });
      if (short.length > 0) told.push(texts.gaveFewer(short.join(', ')));
    }
    return told;
  }
}
