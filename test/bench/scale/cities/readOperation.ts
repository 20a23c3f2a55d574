import { Kind, parse, valueFromASTUntyped } from 'graphql';
import type { FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/** A field of an operation, as far as a simulated city has to know it. */
export interface AskedField {
  /** Its name in the answer. */
  readonly key: string;
  readonly name: string;
  /** Of the type that has the field, when only one of several has it. */
  readonly type: string | null;
  readonly argumentsOf: (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Null for a leaf. */
  readonly selection: readonly AskedField[] | null;
}

/** Reads the text of a query, without holding it against a schema: hubs ask what the contract has. */
export function readOperation(query: string): readonly AskedField[] {
  const { definitions } = parse(query, { noLocation: true });
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('There is no operation.');
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return readSelection(operation.selectionSet, null, fragments);
}

function readSelection(
  { selections }: SelectionSetNode,
  type: string | null,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly AskedField[] {
  return selections.flatMap((node): readonly AskedField[] => {
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment === undefined) throw new Error('A fragment is missing.');
      const condition = fragment.typeCondition?.name.value ?? type;
      return readSelection(fragment.selectionSet, condition === 'Node' ? type : condition, fragments);
    }
    return [
      {
        key: node.alias?.value ?? node.name.value,
        name: node.name.value,
        type,
        argumentsOf: (variables) =>
          Object.fromEntries(
            (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]),
          ),
        selection: node.selectionSet ? readSelection(node.selectionSet, null, fragments) : null,
      },
    ];
  });
}
