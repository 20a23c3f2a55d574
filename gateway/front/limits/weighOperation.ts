import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  typeFromAST,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { AskedField, ListSizeOf } from './createListSizes';
import { introspectionListSize } from './introspectionListSize';

/** What an operation asks for, once its fragments are written out. */
export interface OperationWeight {
  /** Fields and fragments, each counted at every place where it is asked for. */
  readonly selections: number;
  /** Values of an answer whose pages are full. */
  readonly values: number;
  /** Those of them that introspection answers. */
  readonly introspected: number;
}

export interface WeighedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** Where its fragments are. */
  readonly document: DocumentNode;
  /** As they were coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly listSizeOf: ListSizeOf;
  /** What a field takes beside the values that it gives, as values. Nothing without it. */
  readonly besideOf?: (field: AskedField) => number;
}

/** A field whose arguments are read when a size depends on them, as few do. */
class WeighedField implements AskedField {
  #args: AskedField['args'] | undefined;

  constructor(
    readonly coordinate: string,
    readonly owner: AskedField | undefined,
    private readonly readArguments: () => AskedField['args'],
  ) {}

  get args(): AskedField['args'] {
    return (this.#args ??= this.readArguments());
  }
}

/** Of a list of which nothing is known. */
const LIST_SIZE = 5;

/**
 * Weighs a valid operation whose written-out selections are bounded (`boundDocument`), for this goes into every one of them:
 * how long a list is can depend on the field that leads to a fragment.
 */
export function weighOperation({
  schema,
  operation,
  document,
  variables,
  listSizeOf,
  besideOf = () => 0,
}: WeighedOperation): OperationWeight {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  let selections = 0;
  let introspected = 0;

  function weighSet(set: SelectionSetNode, parent: GraphQLCompositeType, owner: AskedField | undefined): number {
    let values = 0;
    for (const selection of set.selections) {
      selections++;
      values += weigh(selection, parent, owner);
    }
    return values;
  }

  function weigh(selection: SelectionNode, parent: GraphQLCompositeType, owner: AskedField | undefined): number {
    if (selection.kind === Kind.FIELD) return weighField(selection, parent, owner);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return 0;
    const type = fragment.typeCondition ? typeFromAST(schema, fragment.typeCondition) : parent;
    return isCompositeType(type) ? weighSet(fragment.selectionSet, type, owner) : 0;
  }

  function weighField(node: FieldNode, parent: GraphQLCompositeType, owner: AskedField | undefined): number {
    const field = fieldOf(node.name.value, parent, schema);
    if (field === undefined) return 1;
    const asked = new WeighedField(`${parent.name}.${field.name}`, owner, () => argumentsOf(field, node, variables));
    const size = isListType(getNullableType(field.type)) ? sizeOf(asked) : 1;
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return size;
    const values = besideOf(asked) + size * (1 + weighSet(node.selectionSet, type, asked));
    if (field === SchemaMetaFieldDef || field === TypeMetaFieldDef) introspected += values;
    return values;
  }

  function sizeOf(asked: AskedField): number {
    const size = asked.coordinate.startsWith('__') ? introspectionListSize(asked, schema) : listSizeOf(asked);
    return size ?? LIST_SIZE;
  }

  const root = schema.getRootType(operation.operation);
  const values = root ? weighSet(operation.selectionSet, root, undefined) : 0;
  return { selections, values, introspected };
}

function fieldOf(
  name: string,
  parent: GraphQLCompositeType,
  schema: GraphQLSchema,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** Empty where an argument is wrong: whatever is asked for so is refused by its field. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    const values = getArgumentValues(field, node, variables);
    for (const { name, defaultValue } of field.args) {
      // Null asks for what the field gives of itself.
      if (values[name] === null && defaultValue !== undefined) values[name] = defaultValue;
    }
    return values;
  } catch (error) {
    if (error instanceof GraphQLError) return {};
    throw error;
  }
}
