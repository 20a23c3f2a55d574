import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  Kind,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { AnswerWork } from '../AnswerWork';
import { badInput, refusedArgument } from '../badInput';
import { isIncluded } from '../conditions';
import type { VariableValues } from '../conditions';
import { setOwn } from './mergeInto';
import type { Data } from './mergeInto';
import type { PlanNames } from './toPlannable';

interface ShapeOptions {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** Under which names the subgraphs' answers hold the fields. */
  readonly names: PlanNames;
  /** Those of the conditions, and those that are null: a shape outlives the request, whose other variables may be large. */
  readonly variables: VariableValues;
  /** The variables that are null. */
  readonly nulls: ReadonlySet<string>;
}

/** One answer in the making. */
interface Shaping {
  /** Answers a field such as `__schema`, of all that are selected under one key. */
  readonly introspect: (fields: readonly FieldNode[]) => ExecutionResult;
  /** Takes the error of a field, or of an object, that could not be asked for. */
  readonly refuse: (error: GraphQLError) => void;
  /** Counts what is made, and says when to let others go on. */
  readonly work: AnswerWork;
}

/** Makes the data of the answer; null where a null moved up to the top. Promised where others had to go on meanwhile. */
export type Shape = (root: Data, shaping: Shaping) => Data | null | Promise<Data | null>;

type NullableOutput = Exclude<GraphQLOutputType, { readonly [Symbol.toStringTag]: 'GraphQLNonNull' }>;

interface Reading extends Shaping {
  /** The place being read, changed in place, while there can be errors of the request itself. */
  readonly path: (string | number)[];
  refusals: number;
  /** Objects until it is looked at the time. */
  untilPause: number;
}

/** Objects that are made without looking at the time. */
const OBJECTS_AT_ONCE = 100;

/** Quotes, a colon and a comma around a key of JSON, and a short value. */
const CHARACTERS_AROUND = 6;

interface ListInTheMaking {
  readonly given: readonly unknown[];
  readonly made: unknown[];
  /** False when an item came out that is not allowed. */
  allowed: boolean;
}

/** Of one answer. In a long list each item has the same one, and more of them say nothing new. */
const MAX_REFUSALS = 100;

/**
 * Makes of a value that subgraphs answered the one that the client gets. The value is not undefined. Undefined where a
 * null came out that is not allowed: the nearest nullable place around it becomes null (GraphQL specification,
 * section 6.4.4). Promised where others had to go on meanwhile.
 */
type Complete = (value: unknown, reading: Reading) => unknown;

/** A selection set, and the type for which it is written: the one that an object has there if it does not tell its own. */
interface Source {
  readonly selectionSet: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

/** One key of an object. Undefined as in `Complete`. */
interface FieldShape {
  readonly key: string;
  readonly read: (object: Data, reading: Reading) => unknown;
}

/** What is selected under one key of an object. */
interface SelectedField {
  /** Undefined for `__typename` and introspection. */
  readonly definition: GraphQLField<unknown, unknown> | undefined;
  /** Of the object. */
  readonly type: GraphQLCompositeType;
  readonly nodes: [FieldNode, ...FieldNode[]];
  /** All that is selected below it. */
  readonly sources: Source[];
}

/** The keys of an object; an error where they cannot be told, since a condition is null. */
type ObjectShape = readonly FieldShape[] | GraphQLError;

/**
 * Compiles an operation's selection into what makes an answer's data of all that the subgraphs answered: only what was
 * asked for, of types and values that clients can see. All else becomes null. Which fields an object has, in which order,
 * and what is an error is as graphql-js has it (GraphQL specification, section 6.3.2).
 *
 * It is compiled as answers come: the fields of an object depend on its type.
 */
export function compileShape(
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
  { schema, names, variables, nulls }: ShapeOptions,
): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  // Paths are told of errors alone, and without a null there are none.
  const isTracking = nulls.size > 0;
  let fields: ObjectShape | undefined;
  return (root, shaping) => {
    fields ??= collectFields([{ selectionSet, type: schema.getRootType(operation) as GraphQLObjectType }], undefined);
    return readObject(fields, root, {
      ...shaping,
      path: [],
      refusals: 0,
      untilPause: OBJECTS_AT_ONCE,
    });
  };

  function compileType(type: GraphQLOutputType, sources: readonly Source[]): Complete {
    if (!isNonNullType(type)) return compileNullable(type, sources);
    const complete = compileNullable(type.ofType, sources);
    return (value, reading) => after(complete(value, reading), (completed) => completed ?? undefined);
  }

  function compileNullable(type: NullableOutput, sources: readonly Source[]): Complete {
    if (isListType(type)) return compileList(type.ofType, type.toString(), sources);
    if (isCompositeType(type)) return compileComposite(type, sources);
    const isAllowed = leafValueRule(type);
    return (value, { work }) => {
      if (typeof value === 'string') work.countCharacters(value.length);
      return isAllowed === null || isAllowed(value) ? value : null;
    };
  }

  function compileList(itemType: GraphQLOutputType, described: string, sources: readonly Source[]): Complete {
    const completeItem = compileType(itemType, sources);
    return (value, reading) => {
      if (value === null) return null;
      if (!Array.isArray(value)) {
        throw new Error(`Invalid non-list value returned by subgraph for list type ${described}`);
      }
      reading.work.count(value.length);
      return fillList({ given: value, made: new Array<unknown>(value.length), allowed: true }, 0, reading);
    };

    function fillList(list: ListInTheMaking, from: number, reading: Reading): unknown {
      const { given, made } = list;
      for (let index = from; index < given.length; index++) {
        if (reading.untilPause <= 0) {
          reading.untilPause = OBJECTS_AT_ONCE;
          if (!reading.work.mayGoOn) return reading.work.pause().then(() => fillList(list, index, reading));
        }
        if (isTracking) reading.path.push(index);
        const item = completeItem(given[index] ?? null, reading);
        if (item instanceof Promise) {
          return item.then((completed) => {
            put(list, index, completed, reading);
            return fillList(list, index + 1, reading);
          });
        }
        put(list, index, item, reading);
      }
      return list.allowed ? made : null;
    }

    function put(list: ListInTheMaking, index: number, item: unknown, reading: Reading): void {
      if (isTracking) reading.path.pop();
      if (item === undefined) list.allowed = false;
      list.made[index] = item;
    }
  }

  function compileComposite(type: GraphQLCompositeType, sources: readonly Source[]): Complete {
    const fieldsByTypename = new Map<string, ObjectShape>();
    let fieldsOfUntold: ObjectShape | undefined;
    return (value, reading) => {
      if (value === null) return null;
      if (typeof value !== 'object') {
        throw new Error(`Invalid non-object value returned by subgraph for composite type ${type.name}`);
      }
      const typename = (value as Data)['__typename'];
      if (typename === undefined || typename === '') {
        // The plan does not ask for the name of a type that follows from the place.
        fieldsOfUntold ??= collectFields(sources, isObjectType(type) ? type : undefined);
        return readObject(fieldsOfUntold, value as Data, reading);
      }
      if (typeof typename !== 'string') throw new Error('Invalid non-string value for __typename');
      let fieldsOfType = fieldsByTypename.get(typename);
      if (fieldsOfType === undefined) {
        const told = schema.getType(typename);
        if (!isCompositeType(told)) return null;
        fieldsByTypename.set(typename, (fieldsOfType = collectFields(sources, told)));
      }
      return readObject(fieldsOfType, value as Data, reading);
    };
  }

  /** What an object of a type has; the type is undefined if the object does not tell it. */
  function collectFields(sources: readonly Source[], told: GraphQLCompositeType | undefined): ObjectShape {
    const fields = new Map<string, SelectedField>();
    const spread = new Set<string>();
    const visit = (selected: SelectionSetNode, writtenFor: GraphQLCompositeType): void => {
      for (const selection of selected.selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const name = selection.name.value;
          if (spread.has(name) || !isIncluded(selection, variables)) continue;
          spread.add(name);
          const fragment = fragments.get(name);
          if (fragment) visitFragment(fragment, writtenFor);
        } else if (isIncluded(selection, variables)) {
          if (selection.kind === Kind.FIELD) visitField(selection, writtenFor);
          else visitFragment(selection, writtenFor);
        }
      }
    };
    const visitFragment = (
      { typeCondition, selectionSet: below }: FragmentDefinitionNode | InlineFragmentNode,
      writtenFor: GraphQLCompositeType,
    ): void => {
      const condition = typeCondition && schema.getType(typeCondition.name.value);
      const type = isCompositeType(condition) ? condition : writtenFor;
      // Without a condition it holds for whatever the object tells that it is, as a field beside it does.
      if (typeCondition === undefined || isOfType(told ?? writtenFor, type)) visit(below, type);
    };
    const visitField = (field: FieldNode, writtenFor: GraphQLCompositeType): void => {
      const key = (field.alias ?? field.name).value;
      const definition = isUnionType(writtenFor) ? undefined : writtenFor.getFields()[field.name.value];
      let known = fields.get(key);
      if (known !== undefined) known.nodes.push(field);
      else fields.set(key, (known = { definition, type: told ?? writtenFor, nodes: [field], sources: [] }));
      const type = definition && getNamedType(definition.type);
      if (field.selectionSet && isCompositeType(type)) known.sources.push({ selectionSet: field.selectionSet, type });
    };
    try {
      for (const source of sources) visit(source.selectionSet, source.type);
    } catch (error) {
      if (error instanceof GraphQLError) return error;
      throw error;
    }
    return [...fields].map(([key, selected]) => {
      const { definition } = selected;
      return definition === undefined ? metaField(key, selected) : plainField(key, definition, selected);
    });
  }

  function isOfType(type: GraphQLCompositeType, condition: GraphQLCompositeType): boolean {
    if (type === condition) return true;
    return isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type);
  }

  function plainField(
    key: string,
    { args, type }: GraphQLField<unknown, unknown>,
    { nodes: [field], sources }: SelectedField,
  ): FieldShape {
    const refused = refusedArgument(field, args, nulls);
    if (refused !== undefined) {
      return {
        key,
        read: (_, reading) => {
          refuse(reading, refused, [...reading.path, key]);
          return isNonNullType(type) ? undefined : null;
        },
      };
    }
    const complete = compileType(type, sources);
    const from = names.of(field);
    const valueOf =
      from in Object.prototype
        ? (object: Data): unknown => (Object.hasOwn(object, from) ? object[from] : undefined)
        : (object: Data): unknown => object[from];
    if (!isTracking) return { key, read: (object, reading) => complete(valueOf(object) ?? null, reading) };
    return {
      key,
      read: (object, reading) => {
        reading.path.push(key);
        return after(complete(valueOf(object) ?? null, reading), (value) => {
          reading.path.pop();
          return value;
        });
      },
    };
  }

  /** `__typename` or introspection. */
  function metaField(key: string, { nodes, type }: SelectedField): FieldShape {
    if (nodes[0].name.value !== '__typename') {
      return { key, read: (_, reading) => readIntrospection(key, nodes, reading) };
    }
    const from = names.of(nodes[0]);
    return {
      key,
      // An object tells its type, or has the one of its place. Interfaces can be told by mistake, and are no type of an object.
      read: (object) => {
        const name = object[from] ?? object['__typename'];
        const told = (typeof name === 'string' ? schema.getType(name) : undefined) ?? type;
        return isObjectType(told) ? told.name : undefined;
      },
    };
  }
}

/** Undefined where `__schema`, which is never null, cannot be told. */
function readIntrospection(key: string, fields: readonly FieldNode[], reading: Reading): unknown {
  const { data, errors = [] } = reading.introspect(fields);
  for (const { message, nodes, path } of errors) reading.refuse(badInput(message, nodes, path));
  return data?.[key];
}

function readObject(fields: ObjectShape, object: Data, reading: Reading): Data | null | Promise<Data | null> {
  if (fields instanceof GraphQLError) {
    refuse(reading, fields, reading.path);
    return null;
  }
  reading.untilPause -= 1;
  reading.work.count(fields.length);
  return fillObject({}, fields, 0, object, reading);
}

function fillObject(
  shaped: Data,
  fields: readonly FieldShape[],
  from: number,
  object: Data,
  reading: Reading,
): Data | null | Promise<Data | null> {
  for (let index = from; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined) break;
    const { key, read } = field;
    reading.work.countCharacters(key.length + CHARACTERS_AROUND);
    const value = read(object, reading);
    if (value instanceof Promise) {
      return value.then((completed) => {
        if (completed === undefined) return null;
        setOwn(shaped, key, completed);
        return fillObject(shaped, fields, index + 1, object, reading);
      });
    }
    if (value === undefined) return null;
    setOwn(shaped, key, value);
  }
  return shaped;
}

/** Goes on with a value, when it is there. */
function after(value: unknown, goOn: (value: unknown) => unknown): unknown {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}

/** An error has no path where it leaves nothing of the answer. */
function refuse(reading: Reading, { message, nodes }: GraphQLError, path: Reading['path']): void {
  if (reading.refusals === MAX_REFUSALS) return;
  reading.refusals += 1;
  reading.refuse(badInput(message, nodes, path.length > 0 ? [...path] : undefined));
}

/** Tells whether a subgraph may answer a value for a scalar or an enum. Null for a type of which any value is fine. */
function leafValueRule(type: GraphQLLeafType): ((value: unknown) => boolean) | null {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (!isSpecifiedScalarType(type)) return null;
  switch (type.name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return isInteger;
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'ID':
      return (value) => typeof value === 'string' || isInteger(value);
    default:
      return (value) => typeof value === 'string';
  }
}

/** Integers that JavaScript writes without an exponent; a subgraph's wider integers pass. */
function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e21;
}
