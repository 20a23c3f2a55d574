import { isAbstractType, isInterfaceType, isObjectType, isSubtype } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';

/** Which types a fragment's condition holds for, in a schema. */
export class TypeConditions {
  readonly #namesByCondition = new Map<string, ReadonlySet<string>>();

  constructor(private readonly schema: Schema) {}

  /** The names of the object and interface types that are the named type or one of it. */
  namesOf(condition: string): ReadonlySet<string> {
    let names = this.#namesByCondition.get(condition);
    if (names === undefined) this.#namesByCondition.set(condition, (names = this.#collect(condition)));
    return names;
  }

  #collect(condition: string): ReadonlySet<string> {
    const names = new Set([condition]);
    const type = this.schema.type(condition);
    if (type === undefined || !isAbstractType(type)) return names;
    for (const candidate of this.schema.types()) {
      if (!isObjectType(candidate) && !isInterfaceType(candidate)) continue;
      if (isSubtype(type, candidate)) names.add(candidate.name);
    }
    return names;
  }
}
