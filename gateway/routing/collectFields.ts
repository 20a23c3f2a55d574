import { isAbstractType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

/** A field by its key in the answer. What is selected in it may stand in several places of the operation. */
export interface CollectedField {
  readonly node: FieldNode;
  readonly selectionSets: readonly SelectionSetNode[];
}

/** Finds the fields that are selected of an object, by their keys in the answer. */
export type CollectFields = (
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
) => ReadonlyMap<string, CollectedField>;

/** @param document without conditions */
export function createFieldCollector({ definitions }: DocumentNode, contract: GraphQLSchema): CollectFields {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = contract.getType(condition);
    return isAbstractType(conditionType) && contract.isSubType(conditionType, type);
  }

  return (type, selectionSets) => {
    const fields = new Map<string, { node: FieldNode; selectionSets: SelectionSetNode[] }>();
    const collect = (selectionSet: SelectionSetNode): void => {
      for (const selection of selectionSet.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const field = fields.get(key) ?? { node: selection, selectionSets: [] };
          fields.set(key, field);
          if (selection.selectionSet) field.selectionSets.push(selection.selectionSet);
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment && applies(fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet);
      }
    };
    for (const selectionSet of selectionSets) collect(selectionSet);
    return fields;
  };
}

/** What an `_entities` operation selects of entities. */
export function entitySelectionsOf({ definitions }: DocumentNode): readonly SelectionSetNode[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((field) =>
          field.kind === Kind.FIELD && field.selectionSet ? [field.selectionSet] : [],
        )
      : [],
  );
}
