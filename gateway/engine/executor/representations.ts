import { isAbstractType, isInterfaceType, isObjectType, isSubtype } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeInto, setOwn } from './mergeInto';
import type { Data } from './mergeInto';

/** Reads from an object what a subgraph must be told of it. Null when some of that is not there. */
export type SelectRepresentation = (source: unknown) => Data | null;

interface Fragment {
  readonly types: ReadonlySet<string>;
  readonly select: SelectRepresentation;
}

interface Field {
  readonly name: string;
  readonly select: ((value: unknown) => unknown) | undefined;
}

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  types: TypeConditions,
): SelectRepresentation {
  const fields: Field[] = [];
  const fragments: Fragment[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const select = selection.selections && compileRepresentation(selection.selections, types);
      fields.push({ name: selection.alias ?? selection.name, select: select && eachOf(select) });
    } else if (selection.typeCondition !== undefined) {
      fragments.push({
        types: types.namesOf(selection.typeCondition),
        select: compileRepresentation(selection.selections, types),
      });
    }
  }

  return (source) => {
    if (typeof source !== 'object' || source === null) return null;
    let representation: Data | undefined;
    if (fields.length > 0) {
      representation = {};
      for (const { name, select } of fields) {
        const value = Object.hasOwn(source, name) ? (source as Data)[name] : undefined;
        if (value === undefined) return null;
        setOwn(representation, name, select ? select(value) : value);
      }
    }
    for (const fragment of fragments) {
      if (!fragment.types.has((source as Data)['__typename'] as string)) continue;
      const part = fragment.select(source);
      if (part === null) continue;
      if (representation === undefined) representation = part;
      else mergeInto(representation, part);
    }
    return representation ?? {};
  };
}

function eachOf(select: SelectRepresentation): (value: unknown) => unknown {
  return (value) => (Array.isArray(value) ? value.map(select) : select(value));
}

/** Changes an object in place: a representation before it is sent, or an answer before it is merged. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/**
 * Compiles a fetch's rewrites. The planner gives a type another name where a subgraph knows an interface as an object
 * type, and gives fields that would clash in one selection another name on the way.
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeConditions,
): Rewrite | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, types: TypeConditions): Rewrite {
  const parents = [...rewrite.path];
  const field = parents.pop();
  if (field === undefined) return () => undefined;
  const change =
    rewrite.kind === 'ValueSetter'
      ? (object: Data): void => {
          setOwn(object, field, rewrite.setValueTo);
        }
      : (object: Data): void => {
          const value = Object.hasOwn(object, field) ? object[field] : undefined;
          if (value === undefined || value === null) return;
          setOwn(object, rewrite.renameKeyTo, value);
          object[field] = undefined;
        };
  return parents.reduceRight((next, element) => below(element, next, types), atObjects(change));
}

/** Goes one element of a path down: into a field, or on with the objects of a type. */
function below(element: string, next: Rewrite, types: TypeConditions): Rewrite {
  if (!element.startsWith(FRAGMENT)) {
    return atObjects((object) => {
      if (Object.hasOwn(object, element)) next(object[element]);
    });
  }
  const names = types.namesOf(element.slice(FRAGMENT.length));
  return atObjects((object) => {
    const { __typename } = object;
    // Where an object does not tell its type, it has the only one that it can have.
    if (!__typename || names.has(__typename as string)) next(object);
  });
}

function atObjects(change: (object: Data) => void): Rewrite {
  return function visit(value: unknown): void {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) change(value as Data);
  };
}

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
