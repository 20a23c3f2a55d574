import type { NamedRecords } from './Summary';

/** The records of other cities that cities name in their summaries. */
export class NamedIndex {
  readonly #byCity = new Map<string, NamedRecords>();

  set(cityId: string, named: NamedRecords | undefined): void {
    this.delete(cityId);
    if (named !== undefined) this.#byCity.set(cityId, named);
  }

  delete(cityId: string): void {
    this.#byCity.delete(cityId);
  }

  get(cityId: string): NamedRecords | undefined {
    return this.#byCity.get(cityId);
  }

  /** Whether a city says that it was the host of an exchange. Undefined where its summary does not tell. */
  confirms(cityId: string, exchangeId: string): boolean | undefined {
    const confirms = this.#byCity.get(cityId)?.confirms;
    if (confirms == null) return undefined;
    return confirms.ids.has(exchangeId) || (confirms.isFull ? undefined : false);
  }
}
