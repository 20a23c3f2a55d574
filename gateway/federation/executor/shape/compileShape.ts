import {
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isSubtype,
  typenameFieldName,
} from '@apollo/federation-internals';
import type {
  CompositeType,
  FieldSelection,
  NullableType,
  OperationElement,
  Schema,
  SelectionSet,
  Type,
} from '@apollo/federation-internals';
import type { Data } from '../Execution';
import { setOwn } from '../mergeInto';
import { leafValueRule } from './leafValueRule';

export interface ShapeOptions {
  /** What clients see. */
  readonly schema: Schema;
  /** Whether `@skip` or `@include` leaves a part of the operation out. */
  readonly isExcluded: (element: OperationElement) => boolean;
}

/** Answers a field such as `__schema`. */
export type Introspect = (field: FieldSelection) => unknown;

/**
 * Makes of a value that subgraphs answered the one that the client gets. The value is not undefined. Undefined where a
 * null came out that is not allowed: the nearest nullable place around it becomes null (GraphQL specification,
 * section 6.4.4).
 */
type Complete = (value: unknown, introspect: Introspect) => unknown;

/** A selection set, and the type that an object has there if it does not tell its own. */
interface Source {
  readonly selectionSet: SelectionSet;
  readonly type: CompositeType;
}

/** One key of an object. Undefined as in `Complete`. */
interface FieldShape {
  readonly key: string;
  readonly read: (object: Data, introspect: Introspect) => unknown;
}

/** Makes the data of the answer; null where a null moved up to the top. */
export type Shape = (root: Data, introspect: Introspect) => Data | null;

/**
 * Compiles an operation's selection into what makes an answer's data of all that the subgraphs answered: only what was
 * asked for, in the order asked for, of types and values that clients can see. All else becomes null.
 *
 * It is compiled as answers come: the fields of an object depend on its type.
 */
export function compileShape(selectionSet: SelectionSet, rootType: CompositeType, options: ShapeOptions): Shape {
  const { schema, isExcluded } = options;
  let fields: readonly FieldShape[] | undefined;
  return (root, introspect) => {
    fields ??= collectFields([{ selectionSet, type: rootType }], undefined);
    return readObject(fields, root, introspect);
  };

  function compileType(type: Type, sources: readonly Source[]): Complete {
    if (!isNonNullType(type)) return compileNullable(type as NullableType, sources);
    const complete = compileNullable(type.ofType as NullableType, sources);
    return (value, introspect) => complete(value, introspect) ?? undefined;
  }

  function compileNullable(type: NullableType, sources: readonly Source[]): Complete {
    if (isListType(type)) return compileList(type.ofType as Type, type.toString(), sources);
    if (isCompositeType(type)) return compileComposite(type, sources);
    const isAllowed = leafValueRule(type);
    return isAllowed === null ? (value) => value : (value) => (isAllowed(value) ? value : null);
  }

  function compileList(itemType: Type, described: string, sources: readonly Source[]): Complete {
    const complete = compileType(itemType, sources);
    return (value, introspect) => {
      if (value === null) return null;
      if (!Array.isArray(value)) {
        throw new Error(`Invalid non-list value returned by subgraph for list type ${described}`);
      }
      let allowed = true;
      const items = new Array<unknown>(value.length);
      for (let index = 0; index < value.length; index++) {
        const item = complete(value[index] ?? null, introspect);
        if (item === undefined) allowed = false;
        items[index] = item;
      }
      return allowed ? items : null;
    };
  }

  function compileComposite(type: CompositeType, sources: readonly Source[]): Complete {
    const fieldsByTypename = new Map<string, readonly FieldShape[]>();
    let fieldsOfUntold: readonly FieldShape[] | undefined;
    return (value, introspect) => {
      if (value === null) return null;
      if (typeof value !== 'object') {
        throw new Error(`Invalid non-object value returned by subgraph for composite type ${type.name}`);
      }
      const typename = (value as Data)[typenameFieldName];
      if (typename === undefined || typename === '') {
        fieldsOfUntold ??= collectFields(sources, undefined);
        return readObject(fieldsOfUntold, value as Data, introspect);
      }
      if (typeof typename !== 'string') throw new Error('Invalid non-string value for __typename');
      let fieldsOfType = fieldsByTypename.get(typename);
      if (fieldsOfType === undefined) {
        const told = schema.type(typename);
        if (told === undefined || !isCompositeType(told)) return null;
        fieldsByTypename.set(typename, (fieldsOfType = collectFields(sources, told)));
      }
      return readObject(fieldsOfType, value as Data, introspect);
    };
  }

  /** What an object of a type has; the type is undefined if the object does not tell it. */
  function collectFields(sources: readonly Source[], told: CompositeType | undefined): readonly FieldShape[] {
    /** Of fields selected more than once, all that is selected below them. */
    const merged = new Map<string, { readonly type: Type; readonly sources: Source[] }>();
    const fields = new Map<string, () => FieldShape>();
    const visit = (selected: SelectionSet, type: CompositeType): void => {
      for (const selection of selected.selections()) {
        if (isExcluded(selection.element)) continue;
        if (selection.kind === 'FragmentSelection') {
          const { typeCondition } = selection.element;
          if (typeCondition && !isSubtype(typeCondition, told ?? type)) continue;
          visit(selection.selectionSet, typeCondition ?? type);
          continue;
        }
        const key = selection.element.responseName();
        const { definition } = selection.element;
        if (definition.isSchemaIntrospectionField()) {
          if (!fields.has(key)) fields.set(key, () => introspectionField(key, selection));
        } else if (definition.name === typenameFieldName) {
          if (!fields.has(key)) fields.set(key, () => typenameField(key, type));
        } else {
          let field = merged.get(key);
          if (field === undefined) {
            const first = { type: definition.type as Type, sources: [] };
            merged.set(key, (field = first));
            fields.set(key, () => plainField(key, compileType(first.type, first.sources)));
          }
          if (selection.selectionSet) {
            const fieldType = selection.selectionSet.parentType;
            field.sources.push({ selectionSet: selection.selectionSet, type: fieldType });
          }
        }
      }
    };
    for (const source of sources) visit(source.selectionSet, told ?? source.type);
    return [...fields.values()].map((make) => make());
  }

  /** An object tells its type, or has the one of its place. Interfaces can be told by mistake, and are no type of an object. */
  function typenameField(key: string, type: CompositeType): FieldShape {
    return {
      key,
      read: (object) => {
        const answered = Object.hasOwn(object, key) ? object[key] : undefined;
        const name = answered ?? object[typenameFieldName];
        const told = (typeof name === 'string' ? schema.type(name) : undefined) ?? type;
        return isObjectType(told) ? told.name : undefined;
      },
    };
  }
}

function introspectionField(key: string, selection: FieldSelection): FieldShape {
  return { key, read: (_, introspect) => introspect(selection) };
}

function plainField(key: string, complete: Complete): FieldShape {
  return key in Object.prototype
    ? {
        key,
        read: (object, introspect) => complete(Object.hasOwn(object, key) ? (object[key] ?? null) : null, introspect),
      }
    : { key, read: (object, introspect) => complete(object[key] ?? null, introspect) };
}

function readObject(fields: readonly FieldShape[], object: Data, introspect: Introspect): Data | null {
  const shaped: Data = {};
  for (const { key, read } of fields) {
    const value = read(object, introspect);
    if (value === undefined) return null;
    setOwn(shaped, key, value);
  }
  return shaped;
}
