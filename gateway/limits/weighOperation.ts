import { getArgumentValues, getNamedType, GraphQLError, isCompositeType, isListType, Kind } from 'graphql';
import { getNullableType, isInterfaceType, isObjectType, typeFromAST } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { ListSizeOf } from './createListSizes';

/** What an operation asks for, once its fragments are written out. */
export interface OperationWeight {
  /** Fields and fragments, each counted at every place where it is asked for. */
  readonly selections: number;
  /** Values of an answer whose pages are full. A list of unknown length counts as `LIST_SIZE`. */
  readonly values: number;
  /** How many selection sets lie within each other, those of fragments included. */
  readonly nesting: number;
}

export interface WeighedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** Where its fragments are. */
  readonly document: DocumentNode;
  /** As they were coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly listSizeOf: ListSizeOf;
}

const LIST_SIZE = 5;
/** No field gives a larger one. */
const MAX_PAGE_SIZE = 1_000;
const NOTHING: OperationWeight = { selections: 0, values: 0, nesting: 0 };
const FRAGMENT: OperationWeight = { selections: 1, values: 0, nesting: 0 };
const LEAF: OperationWeight = { selections: 1, values: 1, nesting: 0 };

/**
 * Weighs a valid operation before it is planned. Each fragment is weighed once, however often it is spread, so that this
 * takes no longer than the text is; the sums may be `Infinity`. Goes as deep as the text, whose tokens are to be bounded.
 */
export function weighOperation({
  schema,
  operation,
  document,
  variables,
  listSizeOf,
}: WeighedOperation): OperationWeight {
  const weighed = new Map<string, OperationWeight>();

  function weighSet({ selections }: SelectionSetNode, parent: GraphQLCompositeType): OperationWeight {
    let sum = NOTHING;
    for (const selection of selections) sum = add(sum, weigh(selection, parent));
    return { selections: sum.selections, values: sum.values, nesting: sum.nesting + 1 };
  }

  function weigh(selection: SelectionSetNode['selections'][number], parent: GraphQLCompositeType): OperationWeight {
    switch (selection.kind) {
      case Kind.FIELD:
        return weighField(selection, parent);
      case Kind.INLINE_FRAGMENT: {
        const type = selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : parent;
        return add(FRAGMENT, weighSet(selection.selectionSet, type as GraphQLCompositeType));
      }
      case Kind.FRAGMENT_SPREAD:
        return add(FRAGMENT, weighFragment(selection.name.value));
    }
  }

  function weighFragment(name: string): OperationWeight {
    const known = weighed.get(name);
    if (known) return known;
    const fragment = fragmentOf(name, document);
    if (!fragment) return NOTHING;
    const { typeCondition, selectionSet } = fragment;
    const weight = weighSet(selectionSet, typeFromAST(schema, typeCondition) as GraphQLCompositeType);
    weighed.set(name, weight);
    return weight;
  }

  function weighField(node: FieldNode, parent: GraphQLCompositeType): OperationWeight {
    const field = hasFields(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(type)) return LEAF;
    const size = sizeOf(field, node, parent);
    const { selections, values, nesting } = weighSet(node.selectionSet, type);
    return { selections: selections + 1, values: size * (values + 1), nesting };
  }

  function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode, parent: GraphQLCompositeType): number {
    if (field.args.some(({ name }) => name === 'first')) return pageSize(field, node);
    // The page's size was counted where the connection was asked for.
    if (!isListType(getNullableType(field.type)) || parent.name.endsWith('Connection')) return 1;
    return listSizeOf(`${parent.name}.${field.name}`) ?? LIST_SIZE;
  }

  function pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    try {
      const { first } = getArgumentValues(field, node, variables);
      // Whatever is no page is refused when it is asked for.
      return typeof first === 'number' && first > 0 && first <= MAX_PAGE_SIZE ? first : 1;
    } catch (error) {
      if (error instanceof GraphQLError) return 1;
      throw error;
    }
  }

  const root = schema.getRootType(operation.operation);
  return root ? weighSet(operation.selectionSet, root) : NOTHING;
}

function fragmentOf(name: string, { definitions }: DocumentNode): FragmentDefinitionNode | undefined {
  return definitions.find(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
  );
}

function hasFields(type: GraphQLCompositeType) {
  return isObjectType(type) || isInterfaceType(type);
}

function add(one: OperationWeight, other: OperationWeight): OperationWeight {
  return {
    selections: one.selections + other.selections,
    values: one.values + other.values,
    nesting: Math.max(one.nesting, other.nesting),
  };
}
