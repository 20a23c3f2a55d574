import type { FieldSelection } from '@apollo/federation-internals';
import { executeSync, Kind, OperationTypeNode, visit } from 'graphql';
import type { FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Data } from '../Execution';

/** Answers a field of introspection, such as `__schema`, from the schema that clients see. */
export function introspect(
  selection: FieldSelection,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Data>,
): unknown {
  const field = selection.expandFragments().toSelectionNode();
  const used = variablesIn(field);
  const { data, errors } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
            used.has(variable.name.value),
          ),
          selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
        },
      ],
    },
    rootValue: {},
    variableValues: variables,
  });
  if (!data || errors)
    throw new Error(`Introspection of "${selection.element.name}" failed: ${errors?.join(' ') ?? ''}`);
  return data[selection.element.responseName()];
}

function variablesIn(field: FieldNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(field, {
    Variable: ({ name }) => {
      names.add(name.value);
    },
  });
  return names;
}
