import { isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { ResponsePath } from '@apollo/query-planner';
import type { FieldNode } from 'graphql';

/**
 * Under which names the fields of an operation are planned. The planner adds the fields that it needs itself, such as the
 * keys of entities, under their own names and relies on them, whatever a client calls so: with `id: name` it would take a
 * name for a key. So each alias gets a prefix with which no field of the supergraph begins, and the client's names come
 * back with the shape of the answer.
 */
export class PlanNames {
  readonly #prefix: string;

  constructor(supergraph: Schema) {
    const names = new Set<string>();
    for (const type of supergraph.types()) {
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const { name } of type.fields()) names.add(name);
    }
    let prefix = 'as_';
    while ([...names].some((name) => name.startsWith(prefix))) prefix += '_';
    this.#prefix = prefix;
  }

  of({ alias, name }: FieldNode): string {
    if (alias === undefined || alias.value === name.value) return name.value;
    return this.#prefix + alias.value;
  }

  /** The client's name of a field that it asked for, or the name of one that was planned beside. */
  restore(planned: string): string {
    return planned.startsWith(this.#prefix) ? planned.slice(this.#prefix.length) : planned;
  }

  /** Under which a client's field may be planned: as an alias, or as a field of that name. */
  plannedFor(key: string): readonly string[] {
    return [this.#prefix + key, key];
  }

  restorePath(path: ResponsePath): ResponsePath {
    return path.map((step) => (typeof step === 'string' ? this.restore(step) : step));
  }
}
