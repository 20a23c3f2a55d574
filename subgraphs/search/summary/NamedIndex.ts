import type { NamedRecords } from './Summary';

/** Cities that may have made programmes after one of another city, by what their summaries say. */
export interface AdaptingCities {
  /** Such as name it in what the viewer may see; `alsoHidden` where one does so in what only members may see, too. */
  readonly naming: readonly { readonly cityId: string; readonly alsoHidden: boolean }[];
  /** Such as name it in what only members may see, for a viewer who may not. */
  readonly hidden: readonly string[];
  /** Such as name so many programmes that they may mean others, too. */
  readonly open: readonly string[];
}

type Section = 'adapts' | 'adaptsForMembers';
const SECTIONS: readonly Section[] = ['adapts', 'adaptsForMembers'];
const NONE: ReadonlySet<string> = new Set();

/** The records of other cities that cities name in their summaries; of programmes also the way back. */
export class NamedIndex {
  readonly #byCity = new Map<string, NamedRecords>();
  /** By the programme: the cities that name it. */
  readonly #naming: Readonly<Record<Section, Map<string, Set<string>>>> = {
    adapts: new Map(),
    adaptsForMembers: new Map(),
  };
  /** The cities whose list is as long as it may be. */
  readonly #full: Readonly<Record<Section, Set<string>>> = { adapts: new Set(), adaptsForMembers: new Set() };

  set(cityId: string, named: NamedRecords | undefined): void {
    this.delete(cityId);
    if (named === undefined) return;
    this.#byCity.set(cityId, named);
    for (const section of SECTIONS) {
      const { ids = NONE, isFull = false } = named[section] ?? {};
      if (isFull) this.#full[section].add(cityId);
      for (const id of ids) {
        const naming = this.#naming[section].get(id);
        if (naming === undefined) this.#naming[section].set(id, new Set([cityId]));
        else naming.add(cityId);
      }
    }
  }

  delete(cityId: string): void {
    const named = this.#byCity.get(cityId);
    if (named === undefined) return;
    this.#byCity.delete(cityId);
    for (const section of SECTIONS) {
      this.#full[section].delete(cityId);
      for (const id of named[section]?.ids ?? NONE) {
        const naming = this.#naming[section].get(id);
        naming?.delete(cityId);
        if (naming?.size === 0) this.#naming[section].delete(id);
      }
    }
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

  adapting(programmeId: string, viewer: { readonly anonymous: boolean }): AdaptingCities {
    const forAll = this.#naming.adapts.get(programmeId) ?? NONE;
    const forMembers = this.#naming.adaptsForMembers.get(programmeId) ?? NONE;
    const seen = viewer.anonymous ? forAll : new Set([...forAll, ...forMembers]);
    const full = viewer.anonymous ? this.#full.adapts : new Set([...this.#full.adapts, ...this.#full.adaptsForMembers]);
    return {
      naming: [...seen].map((cityId) => ({ cityId, alsoHidden: viewer.anonymous && forMembers.has(cityId) })),
      hidden: viewer.anonymous ? [...forMembers].filter((cityId) => !forAll.has(cityId)) : [],
      open: [...full].filter((cityId) => !seen.has(cityId)),
    };
  }
}
