import { GraphQLError, Kind, visit } from 'graphql';
import type {
  DefinitionNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { isIncluded } from './isIncluded';
import type { VariableValues } from './isIncluded';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Writes one operation as it holds for these variables: without what `@skip` and `@include` leave out, without these
 * directives, and without the variables and fragments that are of no use then. Whoever reads the answer need not know
 * when a field may be missing. Where nothing is left of a selection, `__typename` is selected, since the object around it
 * is asked for still. A selection whose condition is null is left out: that is an error for whoever answers the client.
 *
 * @param document one operation, and the fragments that it uses
 */
export function settleConditions(document: DocumentNode, variables: VariableValues): DocumentNode {
  let settled = 0;
  const settle = <Selection extends SelectionNode>(selection: Selection): Selection | null | undefined => {
    const { directives = [] } = selection;
    const others = directives.filter(({ name }) => name.value !== 'skip' && name.value !== 'include');
    if (others.length === directives.length) return undefined;
    settled += 1;
    return isAskedFor(selection, variables) ? { ...selection, directives: others } : null;
  };
  const changed = visit(document, {
    Field: settle,
    InlineFragment: settle,
    FragmentSpread: settle,
    SelectionSet: { leave: fillUp },
  });
  return settled === 0 ? document : leaveOutUnused(changed);
}

function isAskedFor(selection: SelectionNode, variables: VariableValues): boolean {
  try {
    return isIncluded(selection, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

/** A selection set may not be empty. */
export function fillUp(set: SelectionSetNode): SelectionSetNode | undefined {
  return set.selections.length > 0 ? undefined : { ...set, selections: [TYPENAME] };
}

/** Leaves out the fragments and the variables that an operation does not use: a server refuses them. */
export function leaveOutUnused({ definitions, ...document }: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const used = { variables: new Set<string>(), fragments: new Set<FragmentDefinitionNode>() };
  const collect = (definition: DefinitionNode): void => {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.fragments.has(fragment)) return;
        used.fragments.add(fragment);
        collect(fragment);
      },
    });
  };
  operations.forEach(collect);
  return {
    ...document,
    definitions: [
      ...operations.map((operation) => ({
        ...operation,
        variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
          used.variables.has(variable.name.value),
        ),
      })),
      ...used.fragments,
    ],
  };
}
